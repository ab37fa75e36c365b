using AdaMHF.Simulation;

namespace Systems;

/// <summary>Cohorts of a preset, with another number of patients or patches where wanted.</summary>
internal static class SimulatedSize
{
    public static SimulationPreset Of(string preset, int? patients, int? patches)
    {
        var size = preset == "quick" ? SimulationPreset.Quick : SimulationPreset.Standard;
        return new(patients ?? size.Patients, size.GroupSizes, size.PatchWidth, patches ?? size.MedianPatches);
    }
}
