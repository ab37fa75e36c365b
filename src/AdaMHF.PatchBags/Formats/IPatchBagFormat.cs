namespace AdaMHF.PatchBags;

/// <summary>
/// A file format of one slide's patches. Stateless; may throw anything on a bad file, the caller turns it into <see
/// cref="PatchBagException"/>.
/// </summary>
internal interface IPatchBagFormat
{
    /// <summary>What users call the format.</summary>
    string Name { get; }

    /// <summary>Whether a file that starts like this is of the format.</summary>
    /// <param name="start">The first bytes, fewer than <see cref="PatchBagFormats.SniffedBytes"/> only when the file is shorter.</param>
    bool Recognises(ReadOnlySpan<byte> start);

    /// <summary>Reads what is known without the features.</summary>
    SlideHeader ReadHeader(FileStream file, string path);

    /// <summary>Reads patches into place; arguments as in <see cref="ISlideSource.Read"/>.</summary>
    /// <exception cref="PatchBagException">The file is no longer what its header was.</exception>
    void ReadRows(FileStream file, SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates);

    /// <summary>Reads where all patches lie; arguments as in <see cref="ISlideSource.ReadCoordinates"/>.</summary>
    /// <remarks>Where a format cannot do better, features are read along, some rows at a time.</remarks>
    void ReadCoordinates(FileStream file, SlideHeader header, Memory<PatchCoordinate> coordinates)
    {
        const int AtOnce = 1024;
        var features = new float[AtOnce * header.Width];
        for (var start = 0; start < header.PatchCount; start += AtOnce)
        {
            int[] rows = [.. Enumerable.Range(start, Math.Min(AtOnce, header.PatchCount - start))];
            ReadRows(file, header, rows, features.AsMemory(0, rows.Length * header.Width), coordinates.Slice(start, rows.Length));
        }
    }
}
