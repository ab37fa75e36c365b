namespace AdaMHF.Simulation;

/// <summary>
/// What random numbers are for. Each purpose has streams of its own, so that drawing more for one changes nothing elsewhere.
/// </summary>
internal enum StreamPurpose
{
    World = 1,
    Patient,
    Censoring,
    Missing,
    Bag,
    Split,
}
