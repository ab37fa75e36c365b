namespace AdaMHF.Simulation;

/// <summary>The paths of a written cohort's files.</summary>
public sealed class SimulatedCohortFiles
{
    /// <summary>Names the files of a cohort that was written earlier; nothing is looked up.</summary>
    /// <param name="folder">The folder that <see cref="SimulatedCohortExtensions.WriteTo"/> was given.</param>
    public SimulatedCohortFiles(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
    }

    /// <summary>The folder of all others.</summary>
    public string Folder { get; }

    /// <summary>
    /// The table, a gzipped CSV with one row per slide and the columns of MCAT's TCGA tables: an unnamed row number, <c>case_id</c>,
    /// <c>slide_id</c>, <c>age</c>, <c>site</c>, <c>survival_months</c>, <c>censorship</c> (1 = censored), <c>is_female</c>,
    /// <c>oncotree_code</c> (SUB1 to SUB3), <c>train</c>, and <c>{gene}_rnaseq</c>. Missing genomics: empty gene cells. Missing
    /// pathology: one row whose <c>slide_id</c> is empty.
    /// </summary>
    public string Table => Path.Combine(Folder, "simulated.csv.gz");

    /// <summary>The six gene groups, one column each, padded with empty cells.</summary>
    public string Signatures => Path.Combine(Folder, "signatures.csv");

    /// <summary>
    /// A split with a quarter of the patients held out, columns <c>train</c> and <c>val</c>; stratified by event and time.
    /// </summary>
    public string HoldOutSplit => Path.Combine(Folder, "splits", "splits_0.csv");

    /// <summary>Folder of five-fold splits <c>splits_0.csv</c> to <c>splits_4.csv</c>; stratified by event and time.</summary>
    public string FiveFoldSplits => Path.Combine(Folder, "splits", "5foldcv");

    /// <summary>Folder of the bags; CLAM's subfolder <c>h5_files</c> in it holds one file per slide.</summary>
    public string Bags => Path.Combine(Folder, "features");

    /// <summary>The ground truth, which no model may see: a CSV of the true risks and months to death.</summary>
    public string Truth => Path.Combine(Folder, "truth.csv");

    /// <summary>
    /// The true tumour front, which no model may see: a CSV with one row per slide, its patient's <c>front_share</c> as it was drawn, the
    /// numbers of its <c>patches</c> and <c>front_patches</c>, and in <c>front</c> the rows of the front patches in the bag file, from 0,
    /// separated by spaces.
    /// </summary>
    public string Front => Path.Combine(Folder, "front.csv");

    internal string Bag(string slideId) => Path.Combine(Bags, "h5_files", Path.ChangeExtension(slideId, ".h5"));

    internal string FiveFoldSplit(int fold) => Path.Combine(FiveFoldSplits, $"splits_{fold}.csv");
}
