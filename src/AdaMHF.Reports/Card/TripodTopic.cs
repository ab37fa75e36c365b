namespace AdaMHF.Reports;

/// <summary>An item of the checklist: number, section, and what it asks for in our words.</summary>
internal sealed record TripodTopic(string Number, string Section, string Topic);
