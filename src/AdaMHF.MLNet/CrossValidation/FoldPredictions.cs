namespace AdaMHF.MLNet;

/// <summary>A fold's predictions of its held-out patients.</summary>
internal sealed record FoldPredictions(int Fold, string[] Patients, double[] Time, bool[] Event, double[] Risk, double[] Entry);
