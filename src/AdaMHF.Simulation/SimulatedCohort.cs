using AdaMHF.PatchBags;
using AdaMHF.Survival;

namespace AdaMHF.Simulation;

/// <summary>A cohort of patients with genes, slides and survival times, drawn from a world whose truth is known.</summary>
/// <remarks>
/// The risk has two factors and their product: one factor that the genes show through an interaction, one that a twentieth of the patches
/// shows along a direction that depends on the subtype. So neither modality suffices, and the best possible concordance index, the
/// oracle's, is about 0.85. Everything is a function of the sizes and the two seeds, on every machine, up to the last bit of its
/// logarithms and powers.
/// </remarks>
public sealed class SimulatedCohort
{
    private SimulatedCohort(
        SimulationPreset preset, int worldSeed, int cohortSeed, MissingModalities missing, FrontShare frontShare, bool clinic)
    {
        (Preset, WorldSeed, CohortSeed) = (preset, worldSeed, cohortSeed);
        World = new(preset, worldSeed);
        Patients = PatientSimulator.Draw(preset, World, worldSeed, cohortSeed, missing, frontShare, clinic);
    }

    /// <summary>The cohort's size.</summary>
    public SimulationPreset Preset { get; }

    /// <summary>Seed of what all patients share.</summary>
    public int WorldSeed { get; }

    /// <summary>Seed of the patients.</summary>
    public int CohortSeed { get; }

    /// <summary>What all patients share.</summary>
    public SimulatedWorld World { get; }

    /// <summary>The patients.</summary>
    public IReadOnlyList<SimulatedPatient> Patients { get; }

    /// <summary>Draws a cohort. Genes and outcomes are drawn immediately, slides on demand.</summary>
    /// <param name="preset">Its size.</param>
    /// <param name="worldSeed">Cohorts of one size and world seed share tissues, directions and gene loadings.</param>
    /// <param name="cohortSeed">Seed of the patients.</param>
    /// <param name="missing">Modalities that patients lack; none when omitted. It changes nothing else about them.</param>
    /// <param name="frontShare">
    /// How many of a patient's patches are tumour front; 5 % for all when omitted. Patients, patch counts, positions and centres of the
    /// front do not depend on it, nor do patches that are tissue with either share.
    /// </param>
    /// <param name="clinic">
    /// Whether age and stage carry a part of the risk, see <see cref="SimulatedClinic"/>, and the table has a stage and a grade. Genes and
    /// slides do not depend on it; times do.
    /// </param>
    public static SimulatedCohort Create(
        SimulationPreset preset,
        int worldSeed = 0,
        int cohortSeed = 0,
        MissingModalities? missing = null,
        FrontShare? frontShare = null,
        bool clinic = false)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new(preset, worldSeed, cohortSeed, missing ?? MissingModalities.None, frontShare ?? FrontShare.Same, clinic);
    }

    /// <summary>Draws the slides of a patient; the same ones at every call. None when pathology is missing.</summary>
    /// <param name="patient">A patient of this cohort.</param>
    public IReadOnlyList<SimulatedSlide> SimulateSlides(SimulatedPatient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return BagSimulator.Draw(patient, World, Preset.MedianPatches, new(StreamPurpose.Bag, WorldSeed, CohortSeed, patient.Index));
    }

    /// <summary>Draws the slides of a patient as one bag in memory; empty when pathology is missing.</summary>
    /// <param name="patient">A patient of this cohort.</param>
    public PatchBag SimulateBag(SimulatedPatient patient) => PatchBag.FromMemory(SimulateSlides(patient).Select(slide => slide.Patches));

    /// <summary>Harrell's concordance index of the true risk: no model can be expected to do better.</summary>
    /// <param name="patients">Patients to evaluate it on; all when omitted.</param>
    public ConcordanceResult OracleConcordance(IEnumerable<SimulatedPatient>? patients = null)
    {
        SimulatedPatient[] evaluated = [.. patients ?? Patients];
        return Concordance.Harrell(
            [.. evaluated.Select(patient => patient.TimeMonths)],
            [.. evaluated.Select(patient => patient.Event)],
            [.. evaluated.Select(patient => patient.Risk)]);
    }
}
