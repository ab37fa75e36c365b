namespace AdaMHF.MLNet.Tests;

/// <summary>The published systems with small networks and one epoch, for tests that look at all of them.</summary>
internal static class TinyBaselines
{
    public static SnnTrainer.Options Snn => new() { Network = new() { Widths = [8, 8] }, Epochs = 1, BatchSize = 4 };

    public static SnnTransTrainer.Options SnnTrans => new() { Network = new() { GenomicHiddenWidth = 8, TokenWidth = 16, Landmarks = 4 }, Epochs = 1 };

    public static AttnMilTrainer.Options AttnMil => new() { Network = new() { TokenWidth = 8, AttentionWidth = 4, HiddenWidth = 8 }, Epochs = 1, BatchSize = 4 };

    public static ClamTrainer.Options Clam => new() { Network = new() { TokenWidth = 8, AttentionWidth = 4 }, Epochs = 1 };

    public static TransMilTrainer.Options TransMil => new() { Network = new() { TokenWidth = 16, Landmarks = 4 }, Epochs = 1 };

    public static DeepAttnMislTrainer.Options DeepAttnMisl => new()
    {
        Network = new() { Clusters = 3, TokenWidth = 8, AttentionWidth = 4, HiddenWidth = 8 },
        ClusteredPatches = 300,
        Epochs = 1,
        BatchSize = 4,
    };

    public static DtfdMilTrainer.Options DtfdMil => new() { Network = new() { TokenWidth = 8, AttentionWidth = 4 }, Epochs = 1 };

    public static McatTrainer.Options Mcat => new() { Network = new() { TokenWidth = 16, PerceptronWidth = 8 }, Epochs = 1, BatchSize = 4 };

    public static PorpoiseTrainer.Options Porpoise => new() { Network = new() { PatchHiddenWidth = 16, VectorWidth = 16 }, Epochs = 1, BatchSize = 4 };

    public static MotcatTrainer.Options Motcat => new() { Network = new() { TokenWidth = 16, PerceptronWidth = 8 }, Epochs = 1, BatchSize = 4 };

    public static HfbSurvTrainer.Options HfbSurv => new() { Network = new() { VectorWidth = 8, CodeWidth = 8, Rank = 2, PooledWidth = 4, HiddenWidths = [8] }, Epochs = 1 };

    public static GpdbnTrainer.Options Gpdbn => new() { Network = new() { VectorWidth = 8, ProductWidth = 4, HiddenWidths = [8] }, Epochs = 1 };

    public static CmtaTrainer.Options Cmta => new() { Network = new() { TokenWidth = 16, PatchHiddenWidth = 8, GenomicHiddenWidths = [8] }, Epochs = 1 };
}
