using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>What <see cref="RidgeCoxRegression.CrossFit"/> found.</summary>
/// <param name="Model">The model of all subjects, for new ones.</param>
/// <param name="LogHazards">
/// Log hazard of every subject under the model without its fold, relative to that model's mean subject.
/// </param>
public sealed record CrossFittedRidgeCox(RidgeCoxModel Model, ImmutableArray<double> LogHazards);
