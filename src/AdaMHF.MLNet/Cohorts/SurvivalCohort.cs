using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>
/// Patients with their outcome, slides, clinical values and genes, as read by
/// <see cref="SurvivalCohortCatalog.LoadSurvivalCohort(DataOperationsCatalog, string, SurvivalCohortOptions?)"/>.
/// Held in memory; instances do not change.
/// </summary>
public sealed class SurvivalCohort
{
    private readonly ColumnStore _store;

    internal SurvivalCohort(
        CohortReport report,
        IReadOnlyList<string> patients,
        IReadOnlyList<string> geneColumns,
        GeneGroups geneGroups,
        ColumnStore store)
    {
        _store = store;
        Report = report;
        GeneGroups = geneGroups;
        GeneColumns = geneColumns;
        Patients = patients;
    }

    /// <summary>Counts, patients who are left out, and all that was assumed when the table was read.</summary>
    public CohortReport Report { get; }

    /// <summary>
    /// One row per patient, in the order of first appearance in the table. Columns:
    /// <list type="table">
    /// <item><term><see cref="SurvivalColumns.PatientId"/></term><description>text</description></item>
    /// <item><term><see cref="SurvivalColumns.SlideIds"/></term><description>
    /// text vector of variable length, in the table's order; empty when the patient has no slide
    /// </description></item>
    /// <item><term><see cref="SurvivalColumns.Time"/></term><description>
    /// Single, months to death or to the last follow-up, above 0
    /// </description></item>
    /// <item><term><see cref="SurvivalColumns.Event"/></term><description>
    /// Boolean, true = death observed (the opposite of the table's censorship)
    /// </description></item>
    /// <item><term><see cref="SurvivalColumns.EntryMonths"/></term><description>
    /// Single, months from which a patient is under observation; absent without <see cref="SurvivalCohortOptions.EntryColumnName"/>
    /// </description></item>
    /// <item><term>clinical columns</term><description>
    /// under the table's own names: Single, NaN where missing, if every cell is a number or missing; text, empty where missing, otherwise
    /// and for <see cref="SurvivalCohortOptions.TextColumnNames"/>
    /// </description></item>
    /// <item><term><see cref="SurvivalColumns.Genes"/></term><description>
    /// Single vector of known size whose slot names are <see cref="GeneColumns"/>, values as in the table, NaN where missing; all NaN for a
    /// patient without genomics. The column is absent when the table has no gene column.
    /// </description></item>
    /// <item><term><see cref="SurvivalColumns.Pathology"/></term><description>
    /// Single vector of known size with the table's names as slot names, NaN where missing; absent without
    /// <see cref="SurvivalCohortOptions.PathologyPrefix"/>
    /// </description></item>
    /// </list>
    /// </summary>
    public IDataView Data => _store;

    /// <summary>The groups of the options with the options' suffixes; <see cref="GeneGroups.None"/> when none were given.</summary>
    public GeneGroups GeneGroups { get; }

    /// <summary>Identifiers of the patients in row order.</summary>
    public IReadOnlyList<string> Patients { get; }

    /// <summary>Number of patients, at least 1.</summary>
    public int PatientCount => Patients.Count;

    /// <summary>Number of slides of all patients.</summary>
    public int SlideCount => Report.Slides;

    /// <summary>Number of patients whose death was observed.</summary>
    public int EventCount => Report.Events;

    /// <summary>Gene columns in the table's order, such as TP53_mut.</summary>
    public IReadOnlyList<string> GeneColumns { get; }

    /// <summary>Path of the table, as given.</summary>
    public string Source => Report.Source;

    /// <summary>
    /// Divides the patients by a split: its training patients, those held out, and those for validation where it has both. Patients that it
    /// does not name are in no part. Where a split names a slide, as CLAM's and HIPT's do, with the file's extension or without, it means
    /// the slide's patient with all his slides.
    /// </summary>
    /// <exception cref="CohortFileException">
    /// The split names patients or slides that the table does not have, or slides of one patient in two parts.
    /// </exception>
    public CohortSplit Split(SurvivalSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        split = split.OfPatients(Patients, PatientsBySlide);
        string[] unknown = [.. split.Patients.Except(Patients, StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            const int Shown = 5;
            var names = string.Join(", ", unknown.Take(Shown)) + (unknown.Length > Shown ? ", ..." : "");
            throw new CohortFileException(
                $"{split.Name} names {unknown.Length} patient(s) that '{Source}' does not have: {names}. "
                + $"Use the split that was made for this table, or remove them from it.{Resembling(unknown)}");
        }

        var (train, test) = (split.Train.ToHashSet(StringComparer.Ordinal), split.HoldOut.ToHashSet(StringComparer.Ordinal));
        var named = split.Patients.ToHashSet(StringComparer.Ordinal);
        return new CohortSplit(
            Rows(train.Contains), Rows(test.Contains), [.. Patients.Where(patient => !named.Contains(patient))])
        {
            ValidationSet = named.Count > train.Count + test.Count
                ? Rows(patient => named.Contains(patient) && !train.Contains(patient) && !test.Contains(patient))
                : null,
        };
    }

    private Dictionary<string, string> PatientsBySlide()
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (patient, slides) in Patients.Zip(_store.GetColumn<string[]>(SurvivalColumns.SlideIds)))
        {
            foreach (var slide in slides)
            {
                owners[slide] = patient;
                owners[SlideFolder.WithoutExtension(slide)] = patient;
            }
        }
        return owners;
    }

    private string Resembling(string[] unknown)
    {
        var wanted = unknown.ToHashSet(StringComparer.Ordinal);
        return Identifier.NearCollisions(Patients.Concat(unknown)).Where(pair => wanted.Contains(pair.Second)).Select(pair =>
            $" '{Identifier.Shown(pair.Second)}' resembles '{Identifier.Shown(pair.First)}' of the table: "
            + "identifiers are compared character by character.").FirstOrDefault("");
    }

    private ColumnStore Rows(Func<string, bool> isIn) => _store.Select(Enumerable.Range(0, PatientCount).Where(row => isIn(Patients[row])));
}
