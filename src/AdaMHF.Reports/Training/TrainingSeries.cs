namespace AdaMHF.Reports;

/// <summary>One line of training curves: the epochs that have the number, and the number.</summary>
internal sealed record TrainingSeries(double[] X, double[] Y, bool IsValidation);
