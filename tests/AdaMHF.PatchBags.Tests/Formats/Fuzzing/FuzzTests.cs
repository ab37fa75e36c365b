using System.Globalization;

namespace AdaMHF.PatchBags.Tests;

/// <summary>
/// Damaged files of every format give a bag or a <see cref="PatchBagException"/>, whatever the damage. The mutants are numbered by seeds
/// from 0 on; a failure names file and seed.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Slice = 250;
    private const int Battery = 20_000;

    /// <summary>The formats, and of each the files that are damaged in turn.</summary>
    public static TheoryData<string, string> Formats => new()
    {
        { "HDF5", "good-*.h5" },
        { "HDF5, large indexes", "index-*.h5" },
        { "PyTorch zip", "good-*.pt" },
        { "PyTorch legacy", "good-legacy-*.pt" },
        { "safetensors", "*.safetensors" },
        { "npy", "good-*.npy" },
        { "npz", "good-*.npz" },
    };

    [Theory, MemberData(nameof(Formats))]
    public void Damaged_files_give_a_bag_or_a_refusal(string format, string files) => Run(format, files, Slice);

    [Trait("Category", "Soak")]
    [Theory(Explicit = true), MemberData(nameof(Formats))]
    public void Twenty_thousand_damaged_files_of_every_format_give_a_bag_or_a_refusal(string format, string files)
    {
        // A limit that no mutant comes near, so that one which asks for gigabytes fails whatever the machine has.
        AppContext.SetData("GCHeapHardLimit", 1UL << 30);
        GC.RefreshMemoryLimit();
        Run(format, files, Battery);
    }

    [Trait("Category", "Soak")]
    [Theory(Explicit = true), MemberData(nameof(Formats))]
    public void Every_file_cut_at_every_hundredth_is_refused(string format, string files)
    {
        using var folder = new TemporaryFolder();
        using var reader = new FuzzedReader(folder.Root);
        foreach (var (name, whole) in Files(format, files))
        {
            for (var percent = 0; percent < 100; percent++)
                reader.Check($"{name} cut at {percent} %", whole[..(whole.Length * percent / 100)]);
            reader.Check($"{name} without its last byte", whole[..^1]);
        }
        Assert.Equal(0, reader.Read);
        Report(format, reader);
    }

    private void Run(string format, string pattern, int count)
    {
        var files = Files(format, pattern);
        using var folder = new TemporaryFolder();
        using var reader = new FuzzedReader(folder.Root);
        for (var seed = 0; seed < count; seed++)
        {
            var (name, whole) = files[seed % files.Length];
            reader.Check($"{name} with seed {seed}", Mutation.Of(whole, seed));
        }
        Assert.NotEqual(0, reader.Read);
        Assert.NotEqual(0, reader.Refused);
        Report(format, reader);
    }

    private void Report(string format, FuzzedReader reader) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{format}: seeds 0 to {reader.Read + reader.Refused - 1}, {reader.Read} read, {reader.Refused} refused, " +
        $"at most {reader.MostAllocated / 1e6:F1} MB and {reader.Slowest.TotalMilliseconds:F0} ms for one file"));

    private static (string Name, byte[] Bytes)[] Files(string format, string pattern) =>
    [
        .. Directory.EnumerateFiles(Bags.DataFolder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .Where(name => format != "PyTorch zip" || !name.Contains("legacy", StringComparison.Ordinal))
            .Select(name => (name, File.ReadAllBytes(Path.Combine(Bags.DataFolder, name)))),
    ];
}
