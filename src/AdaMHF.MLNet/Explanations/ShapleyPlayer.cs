namespace AdaMHF.MLNet;

/// <summary>Shapley value of a part of a patient's data.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">"Pathology", "Clinical", or the column of the genomic group.</param>
/// <param name="Risk">How much it raises the risk; negative where it lowers it.</param>
/// <param name="Survival">How much it raises the survival probability at each month of <see cref="ShapleyAttribution.Curve"/>.</param>
public sealed record ShapleyPlayer(ShapleyPlayerKind Kind, string Name, double Risk, IReadOnlyList<double> Survival);
