using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>A slide of an explained patient.</summary>
/// <param name="Id">
/// Identifier as in the data's column of slides; the name of the bag's file where there is none, "memory" for a bag in memory.
/// </param>
/// <param name="Header">File, size of the patches, level and scale of their coordinates.</param>
public sealed record ExplainedSlide(string Id, SlideHeader Header);
