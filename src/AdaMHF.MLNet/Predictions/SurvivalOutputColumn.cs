using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>One column of a survival model.</summary>
/// <param name="Column">Name, type and annotations.</param>
/// <param name="Getter">Makes the column's getter from what gives the current row's prognosis.</param>
internal sealed record SurvivalOutputColumn(DataViewSchema.DetachedColumn Column, Func<Func<PatientPrognosis>, Delegate> Getter);
