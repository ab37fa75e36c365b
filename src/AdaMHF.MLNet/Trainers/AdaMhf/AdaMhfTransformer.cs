using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(AdaMhfTransformer), null, typeof(SignatureLoadModel),
    "AdaMHF survival model", AdaMhfTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(IRowMapper), typeof(AdaMhfTransformer), null, typeof(SignatureLoadRowMapper),
    "AdaMHF survival model", AdaMhfTransformer.LoaderSignature)]

namespace AdaMHF.MLNet;

/// <summary>A trained AdaMHF model. Scoring is lazy and thread-safe. A patient with neither modality gets NaN.</summary>
public sealed class AdaMhfTransformer : SurvivalNetworkTransformer
{
    internal const string LoaderSignature = "AdaMhfSurvivalModel";
    private const string ModelSignature = "ADAMHFSV";

    private readonly AdaMhfSettings _settings;

    internal AdaMhfTransformer(IHostEnvironment environment, AdaMhfSettings settings, SurvivalNetwork[] networks)
        : base(environment, nameof(AdaMhfTransformer), settings, networks)
    {
        _settings = settings;
    }

    /// <summary>Configuration of the network.</summary>
    public AdaMhfConfiguration Configuration => _settings.Network;

    internal AdaMhfSettings Settings => _settings;

    /// <summary>
    /// What the network decides for each patient, in plain numbers: tokens (N), selected tokens (K_top) and the expert of every gated
    /// layer, from the patches by which the patient is predicted.
    /// </summary>
    /// <param name="patients">Input of the model: data after the earlier steps of the pipeline.</param>
    /// <param name="member">Number of the network in an ensemble, from 0; 0 for a single network.</param>
    /// <returns>One result per row, in order; null for a patient with neither modality.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is not there or of another type, or there is no such member.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IReadOnlyList<PatientChoices?> Choices(IDataView patients, int member = 0)
    {
        ArgumentNullException.ThrowIfNull(patients);
        return With(member, (network, factory) =>
            ChoiceReader.Of((AdaMhfNetwork)network, factory, ReadPatients(patients), _settings.Columns.PatchesPerPatient));
    }

    /// <summary>
    /// The scores of adaptive token selection for the patches by which each patient is predicted, whether or not the model adds them as a
    /// column (<see cref="AdaMhfTrainer.Options.Explains"/>).
    /// </summary>
    /// <param name="patients">Input of the model: data after the earlier steps of the pipeline.</param>
    /// <param name="member">Number of the network in an ensemble, from 0; 0 for a single network.</param>
    /// <returns>One result per row, in order; null without pathology, and for all where the network selects no tokens.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is not there or of another type, or there is no such member.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IReadOnlyList<ScoredPatches?> ScorePatches(IDataView patients, int member = 0)
    {
        ArgumentNullException.ThrowIfNull(patients);
        return With(member, (network, factory) => ReadPatients(patients).ConvertAll(patient => patient.Bag.IsEmpty
            ? null
            : ChoiceReader.ScoresOf((AdaMhfNetwork)network, factory, patient, _settings.Columns.PatchesPerPatient)));
    }

    /// <summary>
    /// How often each expert ran for these patients, and how many tokens were selected; <see cref="TrainingRecord.Usage"/> has the same of
    /// training patients.
    /// </summary>
    /// <param name="patients">Input of the model, such as held-out patients after the earlier steps of the pipeline.</param>
    /// <param name="labelColumnName">
    /// Column of known labels, such as subtypes (Text, Boolean, Int32, Single or a key): each layer then says how well its experts agree
    /// with them. Patients whose label is missing count for the usage alone. Null for none.
    /// </param>
    /// <param name="member">Number of the network in an ensemble, from 0; 0 for a single network.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is not there or of another type, or there is no such member.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public DecisionUsage Usage(IDataView patients, string? labelColumnName = null, int member = 0) => DecisionUsage.Of(
        Choices(patients, member), Configuration, labelColumnName is null ? null : PatientLabels.Read(patients, labelColumnName));

    // Layout in the model zip:
    // Settings.json: AdaMhfSettings
    // Weights.safetensors: every parameter and buffer by state-dict key
    // Member1/Weights.safetensors ...: those of an ensemble's other members
    /// <inheritdoc/>
    protected override void SaveModel(ModelSaveContext ctx) =>
        ctx.SaveComponent(ModelSignature, LoaderSignature, Stored(_settings), WeightParts());

    /// <inheritdoc/>
    private protected override SurvivalNetwork NewNetwork() => AdaMhfNetwork.Create(_settings.Network, seed: 0);

    private static AdaMhfTransformer Create(IHostEnvironment environment, ModelLoadContext ctx)
    {
        var settings = ctx.LoadSettings<AdaMhfSettings>(environment, ModelSignature, LoaderSignature, settings => settings.Check());
        return LoadNetworks(
            ctx,
            environment,
            settings,
            () => AdaMhfNetwork.Create(settings.Network, seed: 0),
            networks => new AdaMhfTransformer(environment, settings, networks));
    }

    private static IRowMapper Create(IHostEnvironment environment, ModelLoadContext ctx, DataViewSchema inputSchema) =>
        Create(environment, ctx).MakeRowMapper(inputSchema);
}
