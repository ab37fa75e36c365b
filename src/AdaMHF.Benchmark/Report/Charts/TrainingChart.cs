using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Loss by epoch of every training.</summary>
internal static class TrainingChart
{
    public static IEnumerable<Chart> All(ReportData data) =>
        from cohort in data.Plan.Cohorts
        from system in data.Systems
        let curves = data.UnitsOf(cohort.Name, system.Key).Select(unit => unit.Curve).Where(curve => curve.Count > 0).ToArray()
        where curves.Length > 0
        select Of($"{system.Name}, {cohort.Name}", curves);

    private static Chart Of(string title, IReadOnlyList<TrainingEpoch>[] curves)
    {
        double[] losses = [.. curves.SelectMany(
            curve => curve.Select(epoch => epoch.Loss).Concat(curve.Select(epoch => epoch.ValidationLoss).OfType<double>()))
                .Where(double.IsFinite)];
        var (low, high) = (losses.Min(), losses.Max());
        var room = Math.Max(0.05 * (high - low), 0.01);
        var frame = Frame.Draw(
            $"Training loss of {title}", (1, Math.Max(2, curves.Max(curve => curve.Count)), "epoch", AxisKind.Whole),
                (low - room, high + room, "loss"));
        foreach (var (i, curve) in curves.Index())
        {
            if (curve.Count == 1) frame.Drawing.Dot(frame.X.At(1), frame.Y.At(curve[0].Loss), 3, Palette.Of(i));
            frame.Drawing.Path(curve.Select(epoch => (frame.X.At(epoch.Epoch), frame.Y.At(epoch.Loss))), Palette.Of(i));
            frame.Drawing.Path(curve.Where(epoch => epoch.ValidationLoss is not null)
                .Select(epoch => (frame.X.At(epoch.Epoch), frame.Y.At(epoch.ValidationLoss!.Value))), Palette.Of(i), "curve dashed");
        }
        var hasInner = curves.Any(curve => curve.Any(epoch => epoch.ValidationLoss is not null));
        return new(title, frame.Drawing.ToString(),
            $"Mean training loss, a line per fold and seed ({curves.Length}){(hasInner ? "; dashed: held-out training patients" : "")}.");
    }
}
