using AdaMHF.TensorFiles;
using AdaMHF.Testing;

namespace AdaMHF.Survival.Tests;

/// <summary>The tensors that other programs of the field wrote for concordance and for time bins.</summary>
[Trait("Category", "Fixtures")]
public class ParityTests
{
    private const string Folder = "parity";

    public static TheoryData<string> ConcordanceFiles() => Files("cindex*.safetensors");

    public static TheoryData<string> BinFiles() => Files("discretise_*.safetensors");

    [Theory]
    [MemberData(nameof(ConcordanceFiles))]
    public void Concordance_agrees_with_scikit_survival(string file)
    {
        var tensors = SafeTensorsFile.Read(FixtureFolder.PathOf(Folder, file));
        var results = tensors.Tensors.Keys.Where(name => name.EndsWith(".cindex", StringComparison.Ordinal));
        string[] cases = [.. results.Select(name => name.Split('.')[1])];
        Assert.NotEmpty(cases);
        foreach (var name in cases)
        {
            var result = Concordance.Harrell(
                tensors[$"input.{name}.time"].ToDoubles(),
                Flags(tensors[$"input.{name}.event"]),
                tensors[$"input.{name}.risk"].ToDoubles());
            Close.To(Scalar("cindex"), result.ConcordanceIndex, name);
            Assert.Equal(Scalar("concordant"), result.Concordant);
            Assert.Equal(Scalar("discordant"), result.Discordant);
            Assert.Equal(Scalar("tied_risk"), result.TiedRisk);
            Assert.Equal(Scalar("tied_time"), result.EventCensoredSameTime);

            double Scalar(string what) => tensors[$"output.{name}.{what}"].ToDoubles().Single();
        }
    }

    [Theory]
    [MemberData(nameof(BinFiles))]
    public void Time_bins_agree_with_MCAT_derived_code(string file)
    {
        var tensors = SafeTensorsFile.Read(FixtureFolder.PathOf(Folder, file));
        var months = tensors["input.survival_months"].ToDoubles();
        bool[] observed = [.. Flags(tensors["input.censorship"]).Select(censored => !censored)];
        var bins = TimeBins.FromEventQuantiles(months, observed);
        Close.To(tensors["output.quantiles"].ToDoubles()[1..^1], [.. bins.Edges[1..^1]], "quantiles");
        Close.To(tensors["output.edges"].ToDoubles()[1..^1], [.. bins.Edges[1..^1]], "edges");
        Assert.Equal(tensors["output.bin"].ToInt64s(), months.Select(month => (long)bins.IndexOf(month)));
    }

    private static bool[] Flags(StoredTensor tensor) => [.. tensor.ToInt64s().Select(flag => flag == 1)];

    private static TheoryData<string> Files(string pattern) => [.. FixtureFolder.Files(Folder, pattern)];
}
