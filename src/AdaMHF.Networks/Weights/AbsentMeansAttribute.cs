namespace AdaMHF.Networks;

/// <summary>
/// Says what it means when a stored configuration lacks a property because it was written before the property existed. A property
/// without this attribute must be stored.
/// </summary>
/// <param name="value">What older versions did.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AbsentMeansAttribute(object? value) : Attribute
{
    public object? Value { get; } = value;
}
