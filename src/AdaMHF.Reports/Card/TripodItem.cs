namespace AdaMHF.Reports;

/// <summary>One item of a <see cref="TripodCard"/>.</summary>
/// <param name="Number">Number in TRIPOD+AI, such as <c>12a</c>.</param>
/// <param name="Section">Section of the checklist.</param>
/// <param name="Topic">What it is about, in our words.</param>
/// <param name="State">Who answered it.</param>
/// <param name="Known">What the program knows; empty where it knows nothing.</param>
/// <param name="Answer">What the user wrote; empty where he wrote nothing.</param>
public sealed record TripodItem(string Number, string Section, string Topic, TripodItemState State, string Known, string Answer);
