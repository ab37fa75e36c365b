using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>
/// Reads tables with thousands of gene columns through <see cref="MLContext.Data"/>, without a class with as many properties: gene columns
/// are recognised by their suffixes and become one vector with slot names, which <c>Transforms.GroupGenomics</c> reads.
/// </summary>
public static class GeneTableCatalog
{
    /// <summary>
    /// Reads a comma-separated table with ML.NET's own <see cref="TextLoader"/>: one row stays one row. The columns with a gene suffix
    /// become one vector of Single with slot names, NaN where a cell is empty. Every other column keeps its name: Single when all its cells
    /// are numbers or missing, else text.
    /// </summary>
    /// <remarks>
    /// The file is read once to tell numbers from text; rows are then streamed, so the table need not fit into memory. gzip must be
    /// unpacked first; <see cref="SurvivalCohortCatalog.LoadSurvivalCohort"/> reads gzip, and joins the slides of a patient.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="path">The table, plain text with one header line.</param>
    /// <param name="options">Suffixes and names; null for those of the public TCGA tables.</param>
    /// <exception cref="CohortFileException">The table is absent, gzip, broken, or has no gene column.</exception>
    public static IDataView LoadGeneTable(this DataOperationsCatalog catalog, string path, GeneTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        options.Check();
        // The loader takes the slot names from the file that it is created with.
        var file = new MultiFileSource(path);
        return catalog.CreateTextLoader(GeneTableLayout.Of(path, options), file).Load(file);
    }

    /// <summary>
    /// Reads a data frame: the numeric columns with a gene suffix become one vector of Single with slot names, NaN where the frame has
    /// null. Every other column keeps its name: numbers become Single, Boolean stays, all others become text.
    /// </summary>
    /// <remarks>
    /// The values are copied once. ML.NET reads a null of a data frame as 0, so that a gene that was not measured would look measured.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="frame">One row per patient or slide.</param>
    /// <param name="options">Suffixes and names; null for those of the public TCGA tables.</param>
    /// <exception cref="CohortFileException">There is no gene column, or one is not numeric.</exception>
    public static IDataView LoadGeneFrame(this DataOperationsCatalog catalog, DataFrame frame, GeneTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(frame);
        options ??= new();
        options.Check();
        return GeneFrame.Read(frame, options);
    }
}
