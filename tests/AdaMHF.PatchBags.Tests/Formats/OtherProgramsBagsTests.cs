namespace AdaMHF.PatchBags.Tests;

/// <summary>Bags that h5py, PyTorch and NumPy wrote (see Data/README.md).</summary>
public class OtherProgramsBagsTests
{
    public static TheoryData<string> Good => [.. Names("good-*")];

    public static TheoryData<string> Bad => [.. Names("bad-*")];

    public static TheoryData<string> Indexed => [.. Names("index-*")];

    [Theory, MemberData(nameof(Good))]
    public void A_bag_of_another_program_is_read_whole(string file)
    {
        var bag = Open(file);

        Assert.Equal((40, 16), (bag.PatchCount, bag.Width));
        Bags.AssertRows(bag.ReadAll(), [.. Enumerable.Range(0, 40)], 16, HasCoordinates(file));
    }

    [Theory, MemberData(nameof(Good))]
    public void Any_rows_are_the_same_as_in_the_whole_bag(string file)
    {
        var bag = Open(file);
        var random = new Random(7);
        for (var repetition = 0; repetition < 30; repetition++)
        {
            var rows = Bags.RandomRows(40, random);
            Bags.AssertRows(bag.Read(rows), rows, 16, HasCoordinates(file));
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
    public void Micrometres_of_STAMP_become_pixels_of_the_patches()
    {
        var bag = Open("stamp.h5");
        var all = bag.ReadAll();
        Assert.Equal(Bags.Patches(40, 16).Values, all.Values);
        Assert.Equal(("uni2", 224), (bag.Encoder, bag.PatchSize));
        Assert.Equal(256.0 / 224, bag.MicronsPerPixel!.Value, 1e-12);
        Assert.Equal(256.0 / 224, bag.Slides[0].CoordinateMicronsPerPixel!.Value, 1e-12);
        for (var patch = 0; patch < 40; patch++)
        {
            var (x, y) = (((128 * (patch % 7)) + 0.1) * 224 / 256, ((128 * (patch / 7)) + 0.1) * 224 / 256);
            Assert.Equal(new((int)Math.Round(x), (int)Math.Round(y)), all.Coordinates![patch]);
        }
    }

    /// <summary>Bytes of the attribute after its name: 0 is the kind of number, 6 its first bit, 24 its value.</summary>
    [Theory]
    [InlineData(31, 0xE0, "'-2.30584")]
    [InlineData(24, 0x00, "'0'")]
    [InlineData(8, 0x01, "neither a number nor a text")]
    public void Micrometres_without_a_scale_are_refused(int at, byte value, string because)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Bags.DataFolder, "stamp.h5"));
        bytes[bytes.AsSpan().IndexOf("tile_size_px"u8) + 16 + at] = value;
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("damaged.h5");
        File.WriteAllBytes(path, bytes);

        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'tile_size_px'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>h5py reads zeros for the last chunk where the key after it is not above it.</summary>
    [Theory]
    [InlineData("good-fletcher32.h5", 2232, 40)]
    [InlineData("good-float16-tall-chunks.h5", 2392, 39)]
    public void A_key_after_the_last_chunk_that_is_below_it_is_refused(string file, int at, byte value)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Bags.DataFolder, file));
        Assert.Equal(value, bytes[at]);
        bytes[at] = 0;
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("damaged.h5");
        File.WriteAllBytes(path, bytes);

        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("out of order", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slide-vector.h5", "titan")]
    [InlineData("slide-vector-latest.h5", "titan")]
    [InlineData("slide-vector.npy", null)]
    public void The_features_of_a_whole_slide_are_one_patch(string file, string? encoder)
    {
        var bag = Open(file);
        Assert.Equal((1, 16, false, encoder), (bag.PatchCount, bag.Width, bag.HasCoordinates, bag.Encoder));
        Assert.Equal(Enumerable.Range(0, 16).Select(column => Bags.Feature(3, column)), bag.ReadAll().Values);
        Assert.Equal(bag.ReadAll().Values, bag.Read(0).Values);
    }

    [Theory]
    [InlineData("good-user-block.h5")]
    [InlineData("good-many-texts.h5")]
    [InlineData("good-many-texts-latest.h5")]
    [InlineData("good-large-attribute-latest.h5")]
    [InlineData("good-named-type.h5")]
    [InlineData("good-named-type-latest.h5")]
    public void Notes_are_read_beside_what_nobody_asks_for(string file) => Assert.Equal(256, Open(file).PatchSize);

    [Theory, MemberData(nameof(Indexed))]
    public void Every_index_of_chunks_is_followed_through_all_its_levels(string file)
    {
        var bag = Open(file);
        Assert.Equal((3000, 2), (bag.PatchCount, bag.Width));
        Bags.AssertRows(bag.ReadAll(), [.. Enumerable.Range(0, 3000)], 2, coordinates: false);
        var random = new Random(11);
        for (var repetition = 0; repetition < 5; repetition++)
        {
            var rows = PatchSampling.Random(3000, random.Next(1, 300), repetition);
            Bags.AssertRows(bag.Read(rows), rows, 2, coordinates: false);
        }
    }

    [Theory]
    [InlineData("bfloat16.pt")]
    [InlineData("bfloat16-legacy.pt")]
    [InlineData("bfloat16.safetensors")]
    public void Numbers_of_the_upper_half_of_a_single_are_read(string file)
    {
        var patches = Open(file).ReadAll();

        Assert.Equal(40, patches.Count);
        for (var patch = 0; patch < 40; patch++)
            Assert.Equal(Enumerable.Range(0, 16).Select(column => (patch % 8) + (column / 16f)), patches.Row(patch).ToArray());
    }

    [Theory]
    [InlineData("good-clam.h5", 256, 1, null, "resnet50_trunc", null)]
    [InlineData("good-trident.h5", 512, null, 0.5, "uni_v2", 1024)]
    [InlineData("good-trident-float16-latest-version.h5", 512, null, 0.5, null, 1024)]
    [InlineData("good-many-members-latest.h5", 256, null, null, "uni", null)]
    [InlineData("good-big-endian.h5", 256, null, null, null, null)]
    [InlineData("good-in-group.h5", 256, 1, null, null, null)]
    [InlineData("good-no-coordinates.h5", null, null, null, null, null)]
    [InlineData("good-dictionary.pt", 256, 1, 0.5, "uni", null)]
    [InlineData("good-legacy-dictionary.pt", 256, 1, 0.5, "uni", null)]
    [InlineData("good-feats.pt", null, null, null, "virchow", 448)]
    [InlineData("good-safe.safetensors", 256, 1, 0.5, "uni", null)]
    [InlineData("good-stored.npz", 256, 1, 0.5, null, null)]
    public void What_the_file_tells_of_its_patches_is_known_and_nothing_else(
        string file, int? size, int? level, double? microns, string? encoder, int? sizeAtLevel0)
    {
        var bag = Open(file);

        Assert.Equal((size, level, microns, encoder), (bag.PatchSize, bag.Level, bag.MicronsPerPixel, bag.Encoder));
        Assert.Equal(sizeAtLevel0, Assert.Single(bag.Slides).PatchSizeAtLevel0);
    }

    [Theory]
    [InlineData("bad-features-3-axes.h5", "40 x 4 x 4", "N x D")]
    [InlineData("bad-3-axes.pt", "40 x 4 x 4", "N x D")]
    [InlineData("bad-features-1-axis.h5", "shape 40 x 2", "expected 1 x 2")]
    [InlineData("bad-features-missing.h5", "'coords'", "features")]
    [InlineData("bad-two-unnamed.npz", "'arr_0', 'arr_1'", "features")]
    [InlineData("bad-two-unnamed.safetensors", "'a', 'b'", "features")]
    [InlineData("bad-coordinates-39-rows.h5", "39 x 2", "40 x 2")]
    [InlineData("bad-39-coordinates.npz", "39 x 2", "40 x 2")]
    [InlineData("bad-features-integer.h5", "integers", "floating-point")]
    [InlineData("bad-integer.pt", "integers", "floating-point")]
    [InlineData("bad-integer.npy", "integers", "floating-point")]
    [InlineData("bad-integer.safetensors", "integers", "floating-point")]
    [InlineData("bad-filter-scale-offset.h5", "scale-offset", "gzip")]
    [InlineData("bad-never-written-chunk.h5", "never written", "interrupted")]
    [InlineData("bad-never-written.h5", "never written", "interrupted")]
    [InlineData("bad-two-groups.h5", "'a', 'b'", "one bag")]
    [InlineData("bad-virtual.h5", "virtual", "contiguous or chunked")]
    [InlineData("bad-external.h5", "another file", "expected them here")]
    [InlineData("bad-objects.npy", "'|O'", "'<f4'")]
    [InlineData("bad-complex.npy", "c8", "numbers")]
    [InlineData("bad-other-archive.npz", "zip archive", "data.pkl")]
    [InlineData("bad-list.pt", "a list", "a tensor")]
    [InlineData("bad-expanded.pt", "repeat", ".contiguous()")]
    [InlineData("bad-numpy-inside.pt", "numpy.core.multiarray._reconstruct", "Nothing was executed")]
    [InlineData("bad-sparse.pt", "_rebuild_sparse_tensor", "Nothing was executed")]
    [InlineData("bad-model.pt", "torch.nn.modules.linear.Linear", "Nothing was executed")]
    public void A_refusal_says_what_was_found_and_what_was_expected(string file, string found, string expected)
    {
        var refusal = Assert.Throws<PatchBagException>(() => Open(file).ReadAll());

        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static PatchBag Open(string file) => PatchBag.Open(Path.Combine(Bags.DataFolder, file));

    private static bool HasCoordinates(string file) => !file.Contains("no-coordinates", StringComparison.Ordinal);

    private static IEnumerable<string> Names(string pattern) =>
        Directory.EnumerateFiles(Bags.DataFolder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
