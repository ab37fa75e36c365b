namespace AdaMHF.PatchBags.Tests;

/// <summary>Bags that h5py wrote (see Data/README.md).</summary>
public class OtherProgramsBagsTests
{
    public static TheoryData<string> Good => [.. Names("good-*.h5")];

    public static TheoryData<string> Bad => [.. Names("bad-*.h5")];

    [Theory, MemberData(nameof(Good))]
    public void A_bag_of_another_program_is_read_whole(string file)
    {
        var bag = PatchBag.Open(Path.Combine(Bags.DataFolder, file));

        Assert.Equal((40, 16), (bag.PatchCount, bag.Width));
        Bags.AssertRows(bag.ReadAll(), [.. Enumerable.Range(0, 40)], 16, coordinates: file != "good-no-coordinates.h5");
    }

    [Theory, MemberData(nameof(Good))]
    public void Any_rows_are_the_same_as_in_the_whole_bag(string file)
    {
        var bag = PatchBag.Open(Path.Combine(Bags.DataFolder, file));
        var random = new Random(7);
        for (var repetition = 0; repetition < 50; repetition++)
        {
            var rows = Bags.RandomRows(40, random);
            Bags.AssertRows(bag.Read(rows), rows, 16, coordinates: file != "good-no-coordinates.h5");
        }
    }

    [Theory, MemberData(nameof(Bad))]
    public void A_file_that_is_no_bag_is_refused_by_its_name(string file)
    {
        var path = Path.Combine(Bags.DataFolder, file);

        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_tells_of_its_patches_is_known()
    {
        var bag = PatchBag.Open(Path.Combine(Bags.DataFolder, "good-clam.h5"));

        Assert.Equal((256, 1, "resnet50_trunc"), (bag.PatchSize, bag.Level, bag.Encoder));
    }

    [Fact]
    public void What_the_file_does_not_tell_is_unknown()
    {
        var bag = PatchBag.Open(Path.Combine(Bags.DataFolder, "good-no-coordinates.h5"));

        Assert.False(bag.HasCoordinates);
        Assert.Equal((null, null, null), (bag.PatchSize, bag.Level, bag.Encoder));
    }

    [Theory]
    [InlineData("bad-features-3-axes.h5", "40 x 4 x 4", "N x D")]
    [InlineData("bad-features-1-axis.h5", "shape 40", "N x D")]
    [InlineData("bad-features-missing.h5", "'coords'", "features")]
    [InlineData("bad-coordinates-39-rows.h5", "39 x 2", "40 x 2")]
    [InlineData("bad-features-integer.h5", "integers", "floating-point")]
    public void A_refusal_says_what_was_found_and_what_was_expected(string file, string found, string expected)
    {
        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(Path.Combine(Bags.DataFolder, file)).PatchCount);

        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string pattern) =>
        Directory.EnumerateFiles(Bags.DataFolder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
