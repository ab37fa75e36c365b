namespace AdaMHF.PatchBags;

/// <summary>Where the patches of one slide come from. Safe to use from many threads at once.</summary>
internal interface ISlideSource
{
    /// <summary>The file, or "memory".</summary>
    string Name { get; }

    /// <summary>Reads what is known without the features.</summary>
    SlideHeader ReadHeader();

    /// <summary>Reads patches into place.</summary>
    /// <param name="header">What <see cref="ReadHeader"/> gave.</param>
    /// <param name="rows">Ascending distinct patch numbers, at least one.</param>
    /// <param name="features">Room for rows x width.</param>
    /// <param name="coordinates">Room for one coordinate per row; empty when they are not wanted.</param>
    void Read(SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates);

    /// <summary>Reads the coordinates of patches, and no features. The header says that they are known.</summary>
    /// <param name="header">What <see cref="ReadHeader"/> gave.</param>
    /// <param name="rows">Ascending distinct patch numbers, at least one.</param>
    /// <param name="coordinates">Room for one coordinate per row.</param>
    void ReadCoordinates(SlideHeader header, int[] rows, Memory<PatchCoordinate> coordinates);
}
