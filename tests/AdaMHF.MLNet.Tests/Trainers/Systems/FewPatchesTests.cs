using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A vector for a whole slide or patient is a bag of one patch.</summary>
[Collection(nameof(SmallStudy))]
public class FewPatchesTests(SmallStudy study)
{
    public static TheoryData<string, int> Systems()
    {
        var data = new TheoryData<string, int>();
        foreach (var system in SurvivalSystems.All.Where(system => system.Modalities.HasFlag(SurvivalModalities.Pathology)))
        {
            data.Add(system.Key, 1);
            data.Add(system.Key, 2);
        }
        return data;
    }

    [Theory, MemberData(nameof(Systems))]
    public void Each_system_trains_on_bags_of_one_or_two_patches_and_reads_them(string system, int patches)
    {
        var data = Prepared(patches, seed: 0);
        using var model = SmallSystems.Trainer(study.ML, system).Fit(data);
        var scores = SmallStudy.Scores(model.Transform(data));
        var others = SmallStudy.Scores(model.Transform(Prepared(patches, seed: 1)));

        bool[] bags = [.. ColumnValues.Read(data, "Bag").Select(bag => !bag.StartsWith("0 x", StringComparison.Ordinal))];
        Assert.All(ColumnValues.Read(data, "Bag").Where((_, row) => bags[row]), bag => Assert.StartsWith($"{patches} x ", bag));
        for (var row = 0; row < bags.Length; row++)
        {
            if (bags[row]) Assert.True(float.IsFinite(scores[row]), $"{scores[row]}");
            else Assert.Equal(scores[row], others[row]);
        }
        // Other patches of the same slides give other risks.
        Assert.True(scores.Zip(others).Where((_, row) => bags[row]).Count(pair => pair.First != pair.Second) > bags.Count(bag => bag) / 2);
    }

    private IDataView Prepared(int patches, int seed)
    {
        var options = new WsiBagOptions { PatchBudget = patches, Seed = seed };
        return study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags, options)
            .Append(study.ML.Transforms.StandardizeBags("Bag"))
            .Append(study.ML.Transforms.GroupGenomics(study.Cohort.GeneGroups))
            .Fit(study.Split.TrainSet).Transform(study.Split.TrainSet);
    }
}
