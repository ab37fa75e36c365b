using MathNet.Numerics.Integration;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Computes integrated gradients; see <see cref="GradientAttribution"/>.</summary>
/// <param name="model">Trained model.</param>
/// <param name="background">Means of the baseline.</param>
/// <param name="schema">Names the genes.</param>
/// <param name="mostSteps">Points of the line at which it ends, complete or not; at least 16.</param>
internal sealed class GradientExplainer(
    SurvivalNetworkTransformer model, PrognosisBackground background, DataViewSchema schema, int mostSteps = GradientExplainer.MostSteps)
{
    // Half of what is promised, and what single precision can tell apart.
    private const double LargestError = 0.01, LeastError = 1e-5;

    private const int FewestSteps = 16, MostSteps = 512;

    private readonly ModelColumns _columns = model.NetworkSettings.Columns;
    private readonly string[][] _genes =
        [.. model.NetworkSettings.Columns.GenomicColumnNames.Select(name => SlotNames(schema[name]))];

    public GradientAttribution Of(ExplainedPatient patient)
    {
        var modalities = patient.Modalities;
        if (SurvivalScorer.IsUnknown(modalities)) return new(patient.Id, double.NaN, double.NaN, [], [], [], 0, HoldsDecisions: false);
        return model.Scorer.WithAll((networks, factory) =>
        {
            var patches = NetworkPrediction.Patches(modalities, _columns.PatchesPerPatient);
            using var scope = NewDisposeScope();
            var line = new RiskLine(networks, model.NetworkSettings, factory.Create(modalities, patches), background);
            var (start, end) = (line.At(0), line.At(1));
            double[][] parts = [];
            var steps = 0;
            var error = double.PositiveInfinity;
            for (var next = FewestSteps; next <= mostSteps && error > Math.Max(LargestError * Math.Abs(end - start), LeastError); next *= 2)
            {
                var rule = new GaussLegendreRule(0, 1, steps = next);
                parts = line.Integrate(rule.Abscissas, rule.Weights);
                error = Math.Abs(parts.Sum(part => part.Sum()) - (end - start));
            }
            var first = patches is null ? 0 : 1;
            var groups = modalities.Genomics?.Length ?? 0;
            return new GradientAttribution(
                patient.Id,
                start,
                end,
                [.. Enumerable.Range(0, groups).SelectMany(group => Genes(
                    _columns.GenomicColumnNames[group], _genes[group], modalities.Genomics![group], parts[first + group]))],
                patches is null ? [] : Patches(patient, patches.Coordinates, parts[0], patches.Width),
                modalities.Clinical is null ? [] : Genes(
                    _columns.ClinicalColumnName!, SlotNames(schema[_columns.ClinicalColumnName!]), modalities.Clinical, parts[^1]),
                steps,
                line.HoldsDecisions);
        });
    }

    private static GeneAttribution[] Genes(string group, string[] names, float[] values, double[] attributions) =>
        [.. attributions.Select((attribution, gene) => new GeneAttribution(group, names[gene], values[gene], attribution))];

    private PatchAttribution[] Patches(
        ExplainedPatient patient, PatchBags.PatchCoordinate[]? coordinates, double[] attributions, int width)
    {
        var bag = patient.Modalities.Bag;
        int[] rows = bag.InSpatialOrder(PredictionSample.Of(bag, _columns.PatchesPerPatient));
        return [.. patient.Places(patient.Slides(), rows, coordinates).Zip(attributions.Chunk(width), (place, features) =>
            new PatchAttribution(place.Number, place.Slide, place.SlideId, place.X, place.Y, features.Sum()))];
    }

    private static string[] SlotNames(DataViewSchema.Column column)
    {
        var size = ((VectorDataViewType)column.Type).Size;
        if (!column.HasSlotNames()) return [.. Enumerable.Range(0, size).Select(slot => FormattableString.Invariant($"{slot}"))];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
