using System.Buffers.Binary;

namespace NativeCompatibility;

/// <summary>
/// A library linked by GCC 13 demands version GLIBCXX_3.4.32 of the C++ standard library for a single symbol, a marker of how streams are
/// initialised that is never called. Older Linux systems do not offer that version and refuse the whole library. With the demand marked
/// weak they load it; where the version is offered, nothing changes.
/// </summary>
internal static class StandardLibraryMarker
{
    /// <summary>The symbol version that older systems lack.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The symbol that needs this version.</summary>
    public const string Symbol = "_ZSt21ios_base_library_initv";

    private const uint DynamicSymbols = 11;
    private const uint SymbolVersions = 0x6fffffff;
    private const int SymbolSize = 24;

    // The highest bit of a symbol's version hides it from other libraries.
    private const int VersionMask = 0x7fff;

    /// <summary>Marks the demand weak, in place; changes nothing where anything differs from what is known to be safe.</summary>
    public static MarkerOutcome MakeOptional(byte[] image)
    {
        try
        {
            var library = new ElfLibrary(image);
            NeededVersion[] demands = [.. NeededVersion.AllOf(library).Where(needed => needed.Version == Version)];
            if (demands is not [NeededVersion demand])
            {
                return new MarkerOutcome(false, $"it demands {Version} {demands.Length} times, not once.");
            }

            if ((demand.Flags & NeededVersion.Weak) != 0)
            {
                return new MarkerOutcome(false, $"its demand of {Version} is weak already.");
            }

            string[] symbols = SymbolsBoundTo(library, demand.Number);
            if (symbols is not [Symbol])
            {
                return new MarkerOutcome(false, $"it needs {Version} for [{string.Join(", ", symbols)}], not for [{Symbol}] alone.");
            }

            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(demand.FlagsPosition), (ushort)(demand.Flags | NeededVersion.Weak));
            return new MarkerOutcome(true, $"its demand of {Version} is weak now.");
        }
        catch (UnknownLayoutException exception)
        {
            return new MarkerOutcome(false, exception.Message);
        }
    }

    private static string[] SymbolsBoundTo(ElfLibrary library, ushort version)
    {
        ElfSection symbols = library.Only(DynamicSymbols, ".dynsym");
        ElfSection versions = library.Only(SymbolVersions, ".gnu.version");
        ElfSection names = library.LinkedFrom(symbols);
        int count = symbols.Size / SymbolSize;
        if (versions.Size != count * sizeof(ushort))
        {
            throw new UnknownLayoutException($"it has {count} symbols, but versions of {versions.Size / sizeof(ushort)}.");
        }

        return
        [
            .. Enumerable.Range(0, count)
                .Where(number => (library.UInt16(versions, (long)number * sizeof(ushort)) & VersionMask) == version)
                .Select(number => library.Name(names, library.UInt32(symbols, (long)number * SymbolSize))),
        ];
    }
}
