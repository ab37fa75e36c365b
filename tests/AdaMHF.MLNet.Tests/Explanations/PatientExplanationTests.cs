using AdaMHF.Networks;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Explanations against the columns, scores and choices of the same model, and against the user's own arrays.</summary>
[Collection(nameof(SmallStudy))]
public class PatientExplanationTests(SmallStudy study)
{
    [Fact]
    public void A_patient_is_explained_by_what_the_model_says_elsewhere()
    {
        var model = study.Model.LastTransformer;
        var input = Input(study.Split.TestSet);
        var scored = model.Transform(input);
        PatientExplanation[] explained = [.. model.Explain(input)];
        var risks = SmallStudy.Scores(scored);
        var survival = scored.GetColumn<float[]>("SurvivalProbabilities").ToArray();
        var weights = scored.GetColumn<float[]>("ModalityWeights").ToArray();
        var ids = input.GetColumn<string>("PatientId").ToArray();
        var slides = input.GetColumn<string[]>("SlideIds").ToArray();
        var (choices, patches) = (model.Choices(input), model.ScorePatches(input));
        Assert.Equal(ids, explained.Select(one => one.PatientId));
        for (var row = 0; row < explained.Length; row++)
        {
            var one = explained[row];
            SmallStudy.AssertSameScores(
                [risks[row], .. survival[row]], [(float)one.Risk, .. one.Curve.Survival.Skip(1).Select(value => (float)value)]);
            Assert.Equal(["Pathology", "Genomics"], one.ModalityWeights.Keys);
            SmallStudy.AssertSameScores(weights[row], one.ModalityWeights.Values.Select(weight => (float)weight));
            Assert.Equal(slides[row], one.Slides.Select(slide => slide.Id));
            Assert.Equal(patches[row]?.Scores.Count ?? 0, one.Patches.Count);
            if (patches[row] is { } scores)
            {
                Assert.Equal(scores.Scores, one.Patches.Select(patch => (float)patch.Score));
                Assert.Equal(scores.Coordinates!, one.Patches.Select(patch => new PatchCoordinate(patch.X!.Value, patch.Y!.Value)));
            }
            AssertChosen(choices[row]!.Pathology, Modality.Pathology, one, one.Patches.Select(patch => patch.State));
            AssertChosen(choices[row]!.Genomics, Modality.Genomics, one, one.Groups.Select(group => group.State));
            Assert.Equal(choices[row] is { Pathology: not null, Genomics: not null }, one.CrossAttention is not null);
            foreach (var attention in one.CrossAttention is { } maps ? maps.GroupsToPatches.Concat(maps.PatchesToGroups) : [])
                Assert.Equal(1, attention.Sum(), 1e-4);
        }
        Assert.Contains(explained, one => one.CrossAttention is not null);
        Assert.Contains(explained, one => one.Patches.Count == 0);
    }

    [Fact]
    public void The_columns_hold_what_the_explanations_hold()
    {
        PatientExplanation[] explained = [.. study.ML.Survival.Explain(study.Model, study.Split.TestSet)];
        var data = study.ML.Survival.ExplainAsData(study.Model, study.Split.TestSet);
        ExplanationRow[] rows = [.. study.ML.Data.CreateEnumerable<ExplanationRow>(data, reuseRowObject: false)];
        Assert.Equal(explained.Select(one => one.PatientId), rows.Select(row => row.PatientId));
        Assert.Equal(explained.Select(one => (float)one.Risk), rows.Select(row => row.Score));
        string[] Slots(string column)
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            data.Schema[column].GetSlotNames(ref names);
            return [.. names.DenseValues().Select(name => name.ToString())];
        }

        Assert.Equal(["Pathology", "Genomics"], Slots("ModalityWeights"));
        Assert.Equal(explained.First(one => one.Groups.Count > 0).Groups.Select(group => group.Name), Slots("GenomicScores"));
        foreach (var (one, row) in explained.Zip(rows))
        {
            Assert.Equal(one.ModalityWeights.Values.Select(weight => (float)weight), row.ModalityWeights);
            Assert.Equal(one.Patches.Select(patch => (patch.Slide, patch.Number)), row.PatchSlides.Zip(row.PatchNumbers));
            Assert.Equal(one.Patches.SelectMany(patch => new[] { patch.X!.Value, patch.Y!.Value }), row.PatchCoordinates);
            Assert.Equal(one.Patches.Count(patch => patch.State == TokenState.Pooled), row.PatchStates.Count(state => state == 1));
            Assert.Equal(one.Patches.Count == 0 ? 0 : 1, row.PatchScores.Sum(), 1e-4);
            Assert.Equal(one.Groups.Count == 0, row.GenomicScores.All(float.IsNaN));
            Assert.Equal(one.Gates.Select(gate => (gate.Expert, (float)gate.Probability)), row.GateExperts.Zip(row.GateProbabilities));
            Assert.Equal(one.Gates.Count, row.GateNames.Distinct().Count());
            Assert.Equal(one.CrossAttention is null ? 0 : one.Groups.Count, row.GroupToPatchAttention.Sum(), 1e-3);
            Assert.Equal(one.CrossAttention is null ? 0 : one.Patches.Count, row.PatchToGroupAttention.Sum(), 1e-3);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Numbers_index_the_arrays_of_the_user_although_patches_were_sampled(bool hasCoordinates)
    {
        using var model = study.Pipeline(study.ML, SmallStudy.Options with { PatchesPerPatient = 24 }).Fit(study.Split.TrainSet);
        PatchFeatures[] slides = [Features(1, 60, hasCoordinates), Features(2, 30, hasCoordinates)];
        PatientExplanation Explained(PatchFeatures[] own) =>
            model.LastTransformer.Explain(Rows(new BagPatient { Bag = PatchBag.FromMemory(own) })).Single();
        var one = Explained(slides);
        Assert.Equal(24, one.Patches.Count);
        Assert.Equal(24, one.Patches.Select(patch => (patch.Slide, patch.Number)).Distinct().Count());
        Assert.Equal(16, one.Patches.Count(patch => patch.Slide == 0));
        Assert.All(one.Patches, patch => Assert.Equal(
            slides[patch.Slide].Coordinates?[patch.Number],
            patch.X is { } x ? new PatchCoordinate(x, patch.Y!.Value) : null));

        // What is not listed may change without a trace; what is listed may not.
        var listed = one.Patches.Select(patch => (patch.Slide, patch.Number)).ToHashSet();
        PatchFeatures[] Changed(Func<int, int, bool> changes) => [.. slides.Select((slide, s) => new PatchFeatures(
            [.. slide.Values.Select((value, i) => changes(s, i / slide.Width) ? 3 - value : value)], slide.Width, slide.Coordinates))];
        Assert.Equal(one.Risk, Explained(Changed((slide, patch) => !listed.Contains((slide, patch)))).Risk);
        foreach (var (slide, number) in new[] { listed.Min(), listed.Max() })
        {
            var other = Explained(Changed((s, patch) => s == slide && patch == number));
            Assert.NotEqual(one.Risk, other.Risk);
        }
    }

    [Fact]
    public void Numbers_index_the_whole_array_of_a_bag_with_a_budget()
    {
        var slide = Features(3, 200, hasCoordinates: true);
        var bag = PatchBag.FromMemory(slide).WithBudget(50, 1);
        var one = study.Model.LastTransformer.Explain(Rows(new BagPatient { Bag = bag })).Single();
        Assert.Equal(50, one.Patches.Count);
        Assert.All(one.Patches, patch => Assert.Equal(slide.Coordinates![patch.Number], new(patch.X!.Value, patch.Y!.Value)));
        Assert.Contains(one.Patches, patch => patch.Number >= 50);
    }

    [Fact]
    public void An_ensemble_gives_means_and_the_gates_of_every_member()
    {
        var input = study.ML.Data.TakeRows(Input(study.Split.TestSet), 6);
        var options = SmallStudy.Options with { CpuThreads = 1, Seed = 5 };
        using var ensemble = study.ML.Survival.Trainers.AdaMhf(options with { Ensemble = 2 }).Fit(Input(study.Split.TrainSet));
        var scores = Enumerable.Range(0, 2).Select(member => ensemble.ScorePatches(input, member)).ToArray();
        foreach (var (one, row) in ensemble.Explain(input).Select((one, row) => (one, row)))
        {
            for (var patch = 0; patch < one.Patches.Count; patch++)
                Assert.Equal((scores[0][row]!.Scores[patch] + scores[1][row]!.Scores[patch]) / 2, one.Patches[patch].Score, 1e-6);
            Assert.True(double.IsFinite(one.RiskSpread));
            Assert.Equal([0, 1], one.Gates.Select(gate => gate.Member).Distinct());
        }
        AssertEfficient(ensemble.ShapleyValues(input), SmallStudy.Scores(ensemble.Transform(input)));
        Assert.All(ensemble.IntegratedGradients(input), IntegratedGradientTests.AssertComplete);
    }

    [Fact]
    public void A_loaded_pipeline_explains_the_same_and_one_patient_alone()
    {
        var loaded = SmallStudy.Reloaded(study.Model, study.Cohort.Data.Schema);
        var (ml, test) = (study.ML.Survival, study.Split.TestSet);
        var id = test.GetColumn<string>("PatientId").Last();
        var (own, other) = (ml.Explain(study.Model, test, id).Single(), ml.Explain(loaded, test).Last());
        Assert.Equal(id, own.PatientId);
        Assert.Equal(own.Patches, other.Patches);
        Assert.Equal(own.Groups, other.Groups);
        Assert.Equal(own.Curve.Survival, other.Curve.Survival);
        var (players, loadedPlayers) = (ml.ShapleyValues(study.Model, test, id).Single(), ml.ShapleyValues(loaded, test, id).Single());
        Assert.Equal(players.Players.Select(player => player.Risk), loadedPlayers.Players.Select(player => player.Risk));
        Assert.Equal(players.BaseRisk, loadedPlayers.BaseRisk);
        Assert.Equal(
            ml.IntegratedGradients(study.Model, test, id).Single().Genes, ml.IntegratedGradients(loaded, test, id).Single().Genes);
        var nobody = Assert.Throws<ArgumentException>(() => ml.Explain(loaded, test, "nobody").ToArray());
        Assert.Contains("There is no patient 'nobody'", nobody.Message, StringComparison.Ordinal);
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_network_without_gates_gives_what_it_has()
    {
        var input = Input(study.Split.TestSet);
        var trainer = SmallSystems.Trainer(study.ML, SurvivalSystems.All.First(system => system.TrainerType == typeof(AttnMilTrainer)).Key);
        using var model = trainer.Fit(Input(study.Split.TrainSet));
        var scores = SmallStudy.Scores(model.Transform(input));
        PatientExplanation[] explained = [.. model.Explain(input)];
        SmallStudy.AssertSameScores(scores, explained.Select(one => (float)one.Risk));
        Assert.All(explained, one => Assert.Empty(one.Gates));
        Assert.All(explained.SelectMany(one => one.Patches), patch => Assert.Null(patch.State));
        AssertEfficient(model.ShapleyValues(input), scores);
        Assert.All(model.IntegratedGradients(input), one => Assert.False(one.HoldsDecisions));
    }

    private static void AssertEfficient(IEnumerable<ShapleyAttribution> patients, float[] risks)
    {
        foreach (var (one, risk) in patients.Zip(risks).Where(pair => !float.IsNaN(pair.Second)))
            Assert.Equal(risk, one.BaseRisk + one.Players.Sum(player => player.Risk), 2e-6);
    }

    private static void AssertChosen(ModalityChoices? choices, Modality modality, PatientExplanation one, IEnumerable<TokenState?> states)
    {
        Assert.Equal(choices?.KeptTokens ?? 0, states.Count(state => state == TokenState.Kept));
        Assert.Equal((choices?.Tokens - choices?.KeptTokens) ?? 0, states.Count(state => state == TokenState.Pooled));
        Assert.Equal(
            (choices?.Gates ?? []).Select(gate => (gate.Unit, gate.Stage, gate.Layer, gate.Expert)),
            one.Gates.Where(gate => gate.Modality == modality).Select(gate => (gate.Unit, gate.Stage, gate.Layer, gate.Expert)));
    }

    private IDataView Input(IDataView data) => study.Model.Take(2).Aggregate(data, (rows, part) => part.Transform(rows));

    private IDataView Rows(params BagPatient[] patients) => study.ML.Data.LoadFromEnumerable(patients);

    private static PatchFeatures Features(int seed, int patches, bool hasCoordinates)
    {
        var random = new Random(seed);
        int[] places = [.. Enumerable.Range(0, 400)];
        random.Shuffle(places);
        return new(
            [.. Enumerable.Range(0, patches * 16).Select(_ => (float)random.NextDouble())],
            16,
            hasCoordinates ? [.. places.Take(patches).Select(place => new PatchCoordinate(256 * (place % 20), 256 * (place / 20)))] : null);
    }
}
