namespace AdaMHF.Slides;

/// <summary>Seconds that the stages of a slide took.</summary>
/// <param name="Open">Opening the file.</param>
/// <param name="Segment">Thumbnail and tissue.</param>
/// <param name="Decode">Cutting and resampling patches, summed over all threads.</param>
/// <param name="Encode">The encoder, summed over all threads.</param>
/// <param name="Write">Bag and overview.</param>
/// <param name="Total">All of it, by the clock.</param>
public sealed record StageSeconds(double Open, double Segment, double Decode, double Encode, double Write, double Total);
