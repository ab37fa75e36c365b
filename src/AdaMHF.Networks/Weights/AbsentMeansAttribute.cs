namespace AdaMHF.Networks;

/// <summary>
/// Says what it means when a stored configuration lacks a property, because it was written before there was one. A property without this must be stored.
/// </summary>
/// <param name="value">What older versions did.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AbsentMeansAttribute(object? value) : Attribute
{
    public object? Value { get; } = value;
}
