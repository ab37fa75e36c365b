namespace AdaMHF.MLNet;

/// <summary>What a fold's model said about the patients held out from it.</summary>
internal sealed record FoldPredictions(int Fold, string[] Patients, double[] Time, bool[] Event, double[] Risk);
