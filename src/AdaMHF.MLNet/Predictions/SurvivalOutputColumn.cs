using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>One output column of a survival model.</summary>
/// <param name="Column">Name, type and annotations.</param>
/// <param name="Getter">Makes the column's getter from a function that returns the prognosis of the current row.</param>
internal sealed record SurvivalOutputColumn(DataViewSchema.DetachedColumn Column, Func<Func<PatientPrognosis>, Delegate> Getter);
