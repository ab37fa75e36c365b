namespace NativeCompatibility;

/// <summary>A symbol version that a library needs from another one: an entry of <c>.gnu.version_r</c>.</summary>
/// <param name="Library">The library that must offer the version, for example <c>libstdc++.so.6</c>.</param>
/// <param name="Version">Name of the version, for example <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Number">By which number the symbols bound to it name it.</param>
/// <param name="Flags">The entry's flags.</param>
/// <param name="FlagsPosition">Where in the file the flags lie.</param>
internal sealed record NeededVersion(string Library, string Version, ushort Number, ushort Flags, int FlagsPosition)
{
    /// <summary>The loader does without the version if the other library does not offer it.</summary>
    public const ushort Weak = 2;

    private const uint SectionType = 0x6ffffffe;

    /// <summary>All entries, in file order.</summary>
    /// <exception cref="UnknownLayoutException">The section is missing or damaged.</exception>
    public static IReadOnlyList<NeededVersion> AllOf(ElfLibrary library)
    {
        ElfSection section = library.Only(SectionType, ".gnu.version_r");
        ElfSection names = library.LinkedFrom(section);
        List<NeededVersion> versions = [];
        long need = 0;
        uint toNextNeed;
        do
        {
            string neededLibrary = library.Name(names, library.UInt32(section, need + 4));
            long version = need + library.UInt32(section, need + 8);
            uint toNextVersion;
            do
            {
                ushort flags = library.UInt16(section, version + 4);
                ushort number = library.UInt16(section, version + 6);
                string name = library.Name(names, library.UInt32(section, version + 8));
                int position = ElfLibrary.Position(section, version + 4, sizeof(ushort));
                versions.Add(new NeededVersion(neededLibrary, name, number, flags, position));
                toNextVersion = library.UInt32(section, version + 12);
                version += toNextVersion;
            }
            while (toNextVersion != 0);

            toNextNeed = library.UInt32(section, need + 12);
            need += toNextNeed;
        }
        while (toNextNeed != 0);

        return versions;
    }
}
