namespace AdaMHF.MLNet;

/// <summary>What the bag loader is saved with.</summary>
internal sealed record WsiBagLoadingSettings(
    string OutputColumnName,
    string InputColumnName,
    string Folder,
    AbsentBagFile AbsentFiles,
    SeveralSlides SeveralSlides = SeveralSlides.All,
    int? PatchBudget = null,
    int Seed = 0);
