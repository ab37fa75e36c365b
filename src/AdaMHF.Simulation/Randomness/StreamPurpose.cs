namespace AdaMHF.Simulation;

/// <summary>
/// What random numbers are for. Each purpose has its own streams, so that drawing more numbers for one changes nothing elsewhere.
/// </summary>
internal enum StreamPurpose
{
    World = 1,
    Patient,
    Censoring,
    Missing,
    Bag,
    Split,
    FrontShare,
    Clinic,
}
