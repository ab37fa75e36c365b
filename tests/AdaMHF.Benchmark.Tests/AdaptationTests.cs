using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Simulation;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark.Tests;

public class AdaptationTests
{
    private const int Patients = 40;

    [Fact]
    public void It_is_what_the_decisions_about_each_patient_the_explained_scores_and_the_simulation_say()
    {
        using var folder = new TemporaryFolder();
        var (cohort, data, model) = Trained(folder);
        using var owner = model;
        var found = AdaptationReader.Of(model, data, SimulatedTruth.Read(cohort.Truth!));

        var truth = SimulatedCohort.Create(Preset, worldSeed: 0, cohortSeed: 4, frontShare: new FrontShare(0.1, 0.4));
        var patients = data.GetColumn<string>(SurvivalColumns.PatientId)
            .Select(id => truth.Patients.Single(patient => patient.CaseId == id)).ToArray();
        PatientChoices[] choices = [.. model.Choices(data).Select(choice => choice!)];
        Assert.Equal(2, found.Tokens.Count);
        Assert.Contains(found.Tokens, tokens => tokens.ShareInside > 0);
        foreach (var tokens in found.Tokens)
        {
            ModalityChoices[] own = Array.ConvertAll(choices, choice => choice.Of(tokens.Modality)!);
            // The network below selects at most eight tokens.
            var inside = own.Count(one => one.SelectedTokens > 1 && one.SelectedTokens < Math.Min(8, one.Tokens));
            Assert.Equal((Patients, Patients), (tokens.Patients, tokens.PatientsWithRoom));
            Assert.Equal(inside / (double)Patients, tokens.ShareInside, 1e-12);
            Assert.Equal(own.Average(one => one.SelectedTokens), tokens.MeanSelected, 1e-12);
        }
        Assert.Equal(choices[0].Pathology!.Gates.Count + choices[0].Genomics!.Gates.Count, found.Gates.Count);
        int[] subtypes = Array.ConvertAll(patients, patient => patient.Subtype);
        double[] pValues = new double[found.Gates.Count];
        foreach (var (place, gate) in found.Gates.Index())
        {
            int[] experts = Array.ConvertAll(choices, choice => choice.Of(gate.Modality)!.Gates.Single(
                one => (one.Unit, one.Stage, one.Layer) == (gate.Unit, gate.Stage, gate.Layer)).Expert);
            var agreement = LabelAgreement.Of(experts, subtypes);
            Assert.Equal(experts.GroupBy(one => one).Max(one => one.Count()) / (double)Patients, gate.LargestShare, 1e-12);
            Assert.Equal(agreement.AdjustedMutualInformation, gate.SubtypeInformation);
            pValues[place] = agreement.PValue;
        }
        Assert.Equal(FamilyWiseErrorRate.Holm(pValues), found.Gates.Select(gate => gate.HolmPValue!.Value));

        // The columns of an explaining model, and the front as it was drawn, not as it was written.
        var scored = model.Transform(data);
        var areas = scored.GetColumn<float[]>(SurvivalColumns.PatchScores)
            .Zip(scored.GetColumn<int[]>(SurvivalColumns.PatchCoordinates), patients)
            .Select(one => Area(one.First, [.. one.Second.Chunk(2).Select(place => new PatchCoordinate(place[0], place[1]))],
                FrontOf(truth, one.Third))).Where(double.IsFinite).ToArray();
        Assert.Equal(Patients, found.Front!.Patients);
        Assert.Equal(areas.Average(), found.Front.MeanAuc, 1e-6);
        Assert.NotEqual(0.5, found.Front.MeanAuc, 1e-3);
        var correlation = RankCorrelation.Spearman(
            [.. choices.Select(choice => choice.Pathology!.SelectedTokens / (double)choice.Pathology.Tokens)],
            [.. patients.Select(patient => patient.FrontShare)]);
        Assert.True(double.IsFinite(correlation.Correlation));
        Assert.Equal((correlation.Correlation, correlation.PValue), (found.Front.ShareCorrelation, found.Front.PValue));
    }

    [Fact]
    public void Bounds_count_for_those_who_have_room_between_them()
    {
        // N, K_top: at the lower bound, inside, at the most allowed, at N, and two without room.
        (int Tokens, int Selected)[] patients = [(20, 1), (20, 3), (20, 8), (5, 5), (1, 1), (2, 2)];
        var found = TokenAdaptation.Of(
            Modality.Pathology, [.. patients.Select(one => new ModalityChoices(one.Tokens, one.Selected, 0, 0.5, []))], mostTokens: 8)!;
        Assert.Equal((6, 4, 0.25), (found.Patients, found.PatientsWithRoom, found.ShareInside));
        Assert.Equal((68 / 6.0, 20 / 6.0), (found.MeanTokens, found.MeanSelected));
        Assert.Equal(
            double.NaN, TokenAdaptation.Of(Modality.Pathology, [new ModalityChoices(1, 1, 1, 1, [])], mostTokens: 8)!.ShareInside);
        Assert.Null(TokenAdaptation.Of(Modality.Genomics, [], mostTokens: 8));
    }

    [Fact]
    public void A_gate_that_follows_the_subtype_knows_it_and_one_that_always_takes_one_expert_has_collapsed()
    {
        int[] subtypes = [.. Enumerable.Range(0, 60).Select(patient => patient % 3)];
        ModalityChoices[] choices = Array.ConvertAll(subtypes, subtype => new ModalityChoices(6, 3, 3, 1,
        [
            new(ModalityUnitKind.Segregation, 0, 0, subtype, [0.4f, 0.3f, 0.3f]),
            new(ModalityUnitKind.Segregation, 0, 1, 1, [0.1f, 0.8f, 0.1f]),
        ]));
        var gates = GateAdaptation.Adjusted([.. GateAdaptation.Of(Modality.Genomics, choices, subtypes)]);
        Assert.Equal([(true, false), (false, true)], gates.Select(gate => (gate.KnowsSubtype, gate.HasCollapsed)));
        Assert.Equal(1, gates[0].SubtypeInformation!.Value, 1e-12);
        Assert.Equal(1, gates[1].HolmPValue);
        // Where no subtypes are known nothing is said of them.
        var plain = GateAdaptation.Adjusted([.. GateAdaptation.Of(Modality.Genomics, choices, subtypes: null)]);
        Assert.All(plain, gate => Assert.Equal((null, null, false), (gate.SubtypeInformation, gate.HolmPValue, gate.KnowsSubtype)));
    }

    private static SimulationPreset Preset =>
        new(Patients, SimulationPreset.Quick.GroupSizes, SimulationPreset.Quick.PatchWidth, SimulationPreset.Quick.MedianPatches);

    /// <summary>A model that explains and sees a part of the patches of each patient.</summary>
    private static (BenchmarkCohort Cohort, IDataView Data, AdaMhfTransformer Model) Trained(TemporaryFolder folder)
    {
        var ml = new MLContext(1);
        var plan = new CohortPlan { Name = "a", Simulated = "quick", Seed = 4, Patients = Patients, FrontShare = [0.1, 0.4] };
        var cohort = BenchmarkCohort.Open(CohortFiles.Of(plan, folder.Path, TestContext.Current.CancellationToken), plan, 5);
        var preparation = cohort.LoadBags(ml).Append(ml.Transforms.GroupGenomics(cohort.GeneGroups, new()));
        var data = preparation.Fit(cohort.Cohort.Data).Transform(cohort.Cohort.Data);
        var model = ml.Survival.Trainers.AdaMhf(AdaMhfRecipe.Recommended.Training with
        {
            Network = AdaMhfRecipe.Recommended.Training.Network with { MaxTokens = 8 },
            Epochs = 2,
            PatchesPerPatient = 40,
            CpuThreads = 1,
            Explains = true,
        }).Fit(data);
        return (cohort, data, (AdaMhfTransformer)model);
    }

    private static HashSet<PatchCoordinate> FrontOf(SimulatedCohort cohort, SimulatedPatient patient) =>
        [.. cohort.SimulateSlides(patient).SelectMany(slide => slide.Patches.Coordinates!.Zip(slide.IsTumourFront))
            .Where(patch => patch.Second).Select(patch => patch.First)];

    private static double Area(float[] scores, PatchCoordinate[] places, HashSet<PatchCoordinate> front) => (
        from up in Enumerable.Range(0, scores.Length).Where(patch => front.Contains(places[patch]))
        from down in Enumerable.Range(0, scores.Length).Where(patch => !front.Contains(places[patch]))
        select scores[up] > scores[down] ? 1 : scores[up].Equals(scores[down]) ? 0.5 : 0).DefaultIfEmpty(double.NaN).Average();
}
