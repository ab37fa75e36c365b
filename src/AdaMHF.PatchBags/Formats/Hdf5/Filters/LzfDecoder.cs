namespace AdaMHF.PatchBags;

/// <summary>Unpacks LZF, the fast compression of h5py: literal runs, and copies of what was unpacked at most 8192 bytes before.</summary>
internal static class LzfDecoder
{
    private const int LongestLiteral = 32;

    /// <returns>Number of unpacked bytes.</returns>
    /// <exception cref="InvalidDataException">The data are damaged, or unpack to more than there is room for.</exception>
    public static int Decode(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        var (from, to) = (0, 0);
        while (from < packed.Length)
        {
            int control = packed[from++];
            if (control < LongestLiteral)
            {
                var length = control + 1;
                if (length > packed.Length - from || length > target.Length - to) throw Damaged();
                packed.Slice(from, length).CopyTo(target[to..]);
                from += length;
                to += length;
                continue;
            }

            var copied = control >> 5;
            if (copied == 7)
            {
                if (from >= packed.Length) throw Damaged();
                copied += packed[from++];
            }
            if (from >= packed.Length) throw Damaged();
            var start = to - (((control & 31) << 8) | packed[from++]) - 1;
            copied += 2;
            if (start < 0 || copied > target.Length - to) throw Damaged();
            // Byte by byte: a copy may overlap its own result.
            for (var i = 0; i < copied; i++) target[to + i] = target[start + i];
            to += copied;
        }
        return to;
    }

    private static InvalidDataException Damaged() => new("its LZF data are damaged");
}
