using AdaMHF.TensorFiles;

namespace AdaMHF.PatchBags.Tests;

public class SafeTensorsBagWriterTests
{
    [Fact]
    public void What_was_written_is_read_back_and_is_plain_safetensors()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("new folder", "bag.safetensors");
        SafeTensorsBagWriter.Write(path, Bags.Patches(5000, 12), patchSize: 512, patchLevel: 2, encoder: "uni_v1", micronsPerPixel: 0.25);

        var bag = PatchBag.Open(path);
        Assert.Equal((512, 2, "uni_v1", 0.25), (bag.PatchSize, bag.Level, bag.Encoder, bag.MicronsPerPixel));
        Bags.AssertRows(bag.ReadAll(), [.. Enumerable.Range(0, 5000)], 12);
        Bags.AssertRows(bag.Read(0, 17, 4999), [0, 17, 4999], 12);

        var tensors = SafeTensorsFile.Read(path);
        Assert.Equal([5000L, 12], tensors["features"].Shape);
        Assert.Equal(Bags.Coordinate(4321).Y, tensors["coords"].ToInt64s()[(2 * 4321) + 1]);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_is_recognised_whatever_the_length_of_its_header()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("bag.safetensors");
        // Some of these lengths begin like a pickle, a zip archive or another format.
        for (var length = 1; length < 1500; length += 7)
        {
            SafeTensorsBagWriter.Write(path, Bags.Patches(2, 3), encoder: new('e', length));
            Bags.AssertRows(PatchBag.Open(path).ReadAll(), [0, 1], 3);
        }
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("bag.safetensors"));

        Assert.ThrowsAny<IOException>(() => SafeTensorsBagWriter.Write(folder.PathOf("bag.safetensors"), Bags.Patches(3, 2)));
        Assert.Throws<ArgumentException>(() => SafeTensorsBagWriter.Write(folder.PathOf("b.safetensors"), new PatchFeatures([], 4)));

        Assert.Empty(Directory.GetFiles(folder.Root));
    }
}
