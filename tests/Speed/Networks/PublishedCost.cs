using AdaMHF.MLNet;

namespace AdaMHF.Speed.Networks;

/// <summary>What was counted on a system's official module, or what its paper claims where there is none to count on.</summary>
/// <param name="Parameters">Trainable parameters; null where they are not known.</param>
/// <param name="Operations">Multiply-adds of the forward pass, in billions.</param>
internal sealed record PublishedCost(long? Parameters, double Operations)
{
    private static readonly Dictionary<string, PublishedCost> ByKey = new()
    {
        ["snn"] = new(950_276, 0.00095),
        ["snntrans"] = new(5_610_772, 0.955),
        ["attnmil"] = new(920_069, 1.61),
        ["clam-sb"] = new(793_869, 1.61),
        ["clam-mb"] = new(794_640, 1.615),
        ["transmil"] = new(2_673_172, 17.415),
        ["deepattnmisl"] = new(8_532_485, 1.615),
        ["dtfd-mil"] = new(791_306, 1.345),
        ["mcat"] = new(4_499_206, 0.83),
        ["porpoise"] = new(2_265_029, 1.615),
        ["motcat"] = new(4_236_038, 0.555),
        ["cmta"] = new(8_287_812, 9.5),
        // The paper's claim; its code cannot be run and counted.
        [SurvivalSystems.AdaMhf] = new(null, 2.51),
    };

    /// <summary>The cost of a system; null where it is not known.</summary>
    public static PublishedCost? Of(string key) => ByKey.GetValueOrDefault(key);
}
