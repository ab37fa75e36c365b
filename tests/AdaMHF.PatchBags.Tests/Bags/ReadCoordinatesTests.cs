namespace AdaMHF.PatchBags.Tests;

public sealed class ReadCoordinatesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-coordinates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void They_are_those_that_come_with_the_features_slide_after_slide()
    {
        string[] files = [.. new[] { 5, 1, 2500 }.Select(Written)];
        var bag = PatchBag.Open(files);
        Assert.Equal(bag.ReadAll().Coordinates, bag.ReadCoordinates());
        Assert.Equal(2506, bag.ReadCoordinates()!.Length);
        var memory = PatchBag.FromMemory(files.Select(file => PatchBag.Open(file).ReadAll()));
        Assert.Equal(bag.ReadCoordinates(), memory.ReadCoordinates());
    }

    [Fact]
    public void A_bag_that_does_not_know_them_says_null()
    {
        Assert.Null(PatchBag.FromMemory(new float[6], 3).ReadCoordinates());
        Assert.Null(PatchBag.Empty.ReadCoordinates());
    }

    private string Written(int patches)
    {
        var path = Path.Combine(_folder.FullName, $"{patches}.h5");
        var coordinates = Enumerable.Range(0, patches).Select(patch => new PatchCoordinate(256 * patch, patches - patch)).ToArray();
        ClamH5Writer.Write(path, new PatchFeatures(new float[patches * 3], 3, coordinates));
        return path;
    }
}
