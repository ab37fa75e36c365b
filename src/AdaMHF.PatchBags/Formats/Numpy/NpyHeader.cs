using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AdaMHF.PatchBags;

/// <summary>The header of a <c>.npy</c> array: number type, order and shape, written as a Python dictionary.</summary>
internal sealed partial record NpyHeader(NumberFormat? Format, string TypeName, bool FortranOrder, long[] Shape, int Length)
{
    /// <summary>Bytes before the dictionary that give its length.</summary>
    public const int PrefixLength = 12;

    // NumPy itself refuses to evaluate more than this.
    private const int LongestDictionary = 10_000;
    private const int MostAxes = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static bool Matches(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads the header from a stream, which is left at the first element.</summary>
    /// <exception cref="PatchBagException">This is no array, or one of a type that is not read.</exception>
    public static NpyHeader Read(Stream stream, BagFile file)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        stream.ReadExactly(prefix[..10]);
        if (!Matches(prefix)) throw file.Damaged("an array does not start as .npy arrays do");
        var version = prefix[6];
        if (version is < 1 or > 3) throw file.Damaged($"an array is of .npy version {version}; expected 1 to 3");
        if (version > 1) stream.ReadExactly(prefix[10..]);
        var length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]);
        if (length > LongestDictionary)
            throw file.Damaged($"the .npy header claims {length} bytes; expected at most {LongestDictionary}");

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Parse(Encoding.UTF8.GetString(bytes), (version == 1 ? 10 : PrefixLength) + bytes.Length, file);
    }

    private static NpyHeader Parse(string dictionary, int length, BagFile file)
    {
        var type = Descr().Match(dictionary);
        var order = Order().Match(dictionary);
        var extents = Extents().Match(dictionary);
        if (!order.Success || !extents.Success) throw file.Damaged($"the .npy header is not understood: {Shortened(dictionary)}");
        // Objects would be a pickle, which is code; structures and texts are no features.
        if (!type.Success)
        {
            throw new PatchBagException(
                $"'{file.Path}' holds an array of another type than plain numbers: {Shortened(dictionary)}. " +
                "Expected features of type '<f4', '<f2' or '<f8'.");
        }

        if (!Whole().IsMatch(dictionary)) throw file.Damaged($"the .npy header is not understood: {Shortened(dictionary)}");
        var shape = extents.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Extent).ToArray();
        if (shape.Length > MostAxes || shape.Any(extent => extent < 0))
            throw file.Damaged($"the shape of the array is not understood: {Shortened(dictionary)}");
        return new(FormatOf(type), type.Groups[0].Value, order.Groups[1].Value == "True", shape, length);
    }

    // Python 2 wrote long integers with an L; -1 for what is no extent.
    private static long Extent(string text) =>
        long.TryParse(text.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private static NumberFormat? FormatOf(Match type)
    {
        NumberKind? kind = type.Groups["type"].Value switch
        {
            "f2" => NumberKind.Float16,
            "f4" => NumberKind.Float32,
            "f8" => NumberKind.Float64,
            "i1" => NumberKind.Int8,
            "i2" => NumberKind.Int16,
            "i4" => NumberKind.Int32,
            "i8" => NumberKind.Int64,
            "u1" => NumberKind.UInt8,
            "u2" => NumberKind.UInt16,
            "u4" => NumberKind.UInt32,
            "u8" => NumberKind.UInt64,
            _ => null,
        };
        return kind is { } known ? new(known, type.Groups["order"].Value == ">") : null;
    }

    private static string Shortened(string text) => text.Length <= 200 ? text.Trim() : text[..200] + " ...";

    // Nothing but the three entries, in any order.
    [GeneratedRegex(
        @"^\s*\{\s*(?:(?:['""]descr['""]\s*:\s*['""][^'""]*['""]|['""]fortran_order['""]\s*:\s*(?:True|False)|"
        + @"['""]shape['""]\s*:\s*\([0-9L,\s]*\))\s*(?:,\s*|(?=\}))){3}\}\s*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"['""]descr['""]\s*:\s*['""](?<order>[<>|=])(?<type>[biufcSUV]\d+)['""]")]
    private static partial Regex Descr();

    [GeneratedRegex(@"['""]fortran_order['""]\s*:\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"['""]shape['""]\s*:\s*\(([0-9L,\s]*)\)")]
    private static partial Regex Extents();
}
