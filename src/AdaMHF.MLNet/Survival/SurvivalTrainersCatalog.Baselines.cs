using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>The published systems with which AdaMHF is compared, on the same training engine.</summary>
public sealed partial class SurvivalTrainersCatalog
{
    /// <summary>SNN, self-normalising layers on all genes together.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnnTrainer Snn(SnnTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>SNNTrans, a transformer of gene groups.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SnnTransTrainer SnnTrans(SnnTransTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>AttnMIL, gated attention on patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AttnMilTrainer AttnMil(AttnMilTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>CLAM-SB, attention on patches with one branch and an instance loss (Lu et al. 2021).</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ClamTrainer ClamSb(ClamTrainer.Options? options = null) => new(_context, Checked(options), ClamBranches.Single);

    /// <summary>CLAM-MB, attention on patches with a branch for each time bin and an instance loss (Lu et al. 2021).</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ClamTrainer ClamMb(ClamTrainer.Options? options = null) => new(_context, Checked(options), ClamBranches.Multiple);

    /// <summary>TransMIL, a transformer of patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public TransMilTrainer TransMil(TransMilTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>DeepAttnMISL, attention on clusters of alike patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DeepAttnMislTrainer DeepAttnMisl(DeepAttnMislTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>DTFD-MIL, attention on groups of patches and on what is distilled of them.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DtfdMilTrainer DtfdMil(DtfdMilTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>MCAT, co-attention of gene groups to patches.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public McatTrainer Mcat(McatTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>PORPOISE, bilinear fusion of pooled patches and all genes.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PorpoiseTrainer Porpoise(PorpoiseTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>MOTCat, optimal transport of patches to gene groups.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public MotcatTrainer Motcat(MotcatTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>CMTA, cross-modal translation and alignment.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CmtaTrainer Cmta(CmtaTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>HFBSurv, hierarchical factorised bilinear fusion.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public HfbSurvTrainer HfbSurv(HfbSurvTrainer.Options? options = null) => new(_context, Checked(options));

    /// <summary>GPDBN, outer products within and between modalities.</summary>
    /// <param name="options">Options, checked here; null for the published ones.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public GpdbnTrainer Gpdbn(GpdbnTrainer.Options? options = null) => new(_context, Checked(options));

    private static T Checked<T>(T? options) where T : SurvivalTrainerOptions, new()
    {
        var given = options ?? new T();
        given.Check();
        return given;
    }
}
