namespace AdaMHF.MLNet;

/// <summary>Stored settings of the bag loader.</summary>
internal sealed record WsiBagLoadingSettings(
    string OutputColumnName,
    string InputColumnName,
    string Folder,
    AbsentBagFile AbsentFiles,
    SeveralSlides SeveralSlides = SeveralSlides.All,
    int? PatchBudget = null,
    int Seed = 0);
