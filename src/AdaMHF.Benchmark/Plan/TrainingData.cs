namespace AdaMHF.Benchmark;

/// <summary>What the training patients have.</summary>
internal static class TrainingData
{
    public const string Complete = "complete";
    public const string WithoutPathology = "without-pathology";
    public const string WithoutGenomics = "without-genomics";

    /// <summary>Checks what a plan says.</summary>
    /// <exception cref="PlanException">There is no such choice.</exception>
    public static string Checked(string text) => text is Complete or WithoutPathology or WithoutGenomics
        ? text
        : throw new PlanException(
            $"There is no training data '{text}'. Known: {Complete}, {WithoutPathology} (genomics only), {WithoutGenomics} (pathology "
            + "only).");
}
