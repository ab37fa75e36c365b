using AdaMHF.PatchBags;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Tables beyond the limits, which are lowered: not parallel with other tests, which read tables too.</summary>
[Collection(nameof(TableLimitTests))]
[CollectionDefinition(nameof(TableLimitTests), DisableParallelization = true)]
public sealed class TableLimitTests : IDisposable
{
    private readonly CohortFiles _files = new();

    public void Dispose()
    {
        FileLimits.Default = new();
        _files.Dispose();
    }

    [Theory]
    [InlineData(4, 3, null)]
    [InlineData(3, 3, "FileLimits.TableColumns")]
    [InlineData(4, 2, "FileLimits.TableRows")]
    public void Rows_and_columns_beyond_the_limit_are_refused_by_its_name(int columns, int rows, string? expected)
    {
        var path = _files.PathOf("cohort.csv");
        File.WriteAllText(path, "case_id,slide_id,survival_months,censorship\nA,a,1,0\nB,b,2,1\nC,c,3,0\n");
        FileLimits.Default = new() { TableColumns = columns, TableRows = rows };
        if (expected is null)
        {
            Assert.Equal(3, new MLContext().Data.LoadSurvivalCohort(path).PatientCount);
            return;
        }
        var refusal = Assert.Throws<CohortFileException>(() => new MLContext().Data.LoadSurvivalCohort(path));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
