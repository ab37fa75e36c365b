namespace Genomics;

/// <summary>
/// C-indices of the SNN on genes of the six groups that were published with MCAT (its repository, results folder
/// SNNsm_nll_surv_a0.0_reg1e-04_5foldcv_gc32_sig): mean and population standard deviation of the five folds, last epoch.
/// </summary>
internal static class PublishedSnn
{
    private static readonly Dictionary<string, (double Mean, double Deviation)> Rows = new()
    {
        ["blca"] = (0.541, 0.016),
        ["brca"] = (0.466, 0.058),
        ["gbmlgg"] = (0.598, 0.054),
        ["luad"] = (0.539, 0.069),
        ["ucec"] = (0.493, 0.096),
    };

    public static (double Mean, double Deviation)? Of(string cohort) => Rows.TryGetValue(cohort, out var row) ? row : null;
}
