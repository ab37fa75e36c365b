using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads the modalities of a row: the same for training and prediction.</summary>
internal sealed class PatientReader
{
    private readonly DataViewSchema.Column? _bag;
    private readonly DataViewSchema.Column[] _groups;
    private readonly DataViewSchema.Column? _clinical;
    private readonly DataViewSchema.Column? _name;

    public PatientReader(
        DataViewSchema schema, string? bagColumnName, IReadOnlyList<string> genomicColumnNames, string? clinicalColumnName = null)
    {
        _bag = bagColumnName is null ? null : schema.Require(bagColumnName, "patch bag");
        if (_bag is { Type: not PatchBagDataViewType } bag) throw SchemaMismatch.Of(bag, "patch bag", "PatchBag");
        _name = PatientIds.ColumnOf(schema, SurvivalColumns.PatientId);
        _groups = [.. genomicColumnNames.Select(name => schema.Require(name, "genomic group"))];
        foreach (var group in _groups) _ = SizeOf(group, "genomic group");
        _clinical = clinicalColumnName is null ? null : schema.Require(clinicalColumnName, "clinical");
        if (_clinical is { } clinical) ClinicalWidth = SizeOf(clinical, "clinical");
    }

    public bool ReadsBags => _bag is not null;

    /// <summary>The columns to read; that of identifiers is for messages.</summary>
    public IEnumerable<DataViewSchema.Column> Columns =>
        new[] { _bag, _name, _clinical }.OfType<DataViewSchema.Column>().Concat(_groups);

    public int[] GenomicGroupSizes => [.. _groups.Select(group => ((VectorDataViewType)group.Type).Size)];

    /// <summary>Clinical values of a patient; 0 when none are read.</summary>
    public int ClinicalWidth { get; }

    /// <summary>A function that reads the row where the cursor stands.</summary>
    /// <exception cref="Survival.SurvivalDataException">The function meets an infinite gene; the message names the patient.</exception>
    public Func<PatientModalities> Bind(DataViewRow row)
    {
        var bagGetter = _bag is { } column ? row.GetGetter<PatchBag>(column) : null;
        var groupGetters = Array.ConvertAll(_groups, row.GetGetter<VBuffer<float>>);
        var clinicalGetter = _clinical is { } values ? row.GetGetter<VBuffer<float>>(values) : null;
        var name = PatientIds.NameOf(row);
        var bag = PatchBag.Empty;
        var buffer = default(VBuffer<float>);
        return () =>
        {
            bagGetter?.Invoke(ref bag);
            var genomics = Array.ConvertAll(groupGetters, Read);
            var isMissing = Array.TrueForAll(genomics, group => Array.TrueForAll(group, float.IsNaN));
            var clinical = clinicalGetter is null ? null : Read(clinicalGetter);
            var patient = new PatientModalities(bag ?? PatchBag.Empty, isMissing ? null : genomics)
            {
                Name = name(),
                Clinical = clinical is null || Array.TrueForAll(clinical, float.IsNaN) ? null : clinical,
            };
            if (patient.Genomics is { } genes) UnusableFeatures.RequireGenes(genes, patient.Name);
            return patient;
        };

        float[] Read(ValueGetter<VBuffer<float>> getter)
        {
            getter(ref buffer);
            var numbers = new float[buffer.Length];
            buffer.CopyTo(numbers);
            return numbers;
        }
    }

    private static int SizeOf(DataViewSchema.Column column, string role) =>
        column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? vector.Size
            : throw SchemaMismatch.Of(column, role, "a vector of Single of known size");
}
