using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>
/// Makes the reading of stored settings strict: an unknown member is refused, and so is an absent one, unless
/// <see cref="AbsentMeansAttribute"/> or the default value of its constructor parameter says what its absence means.
/// </summary>
internal static class StoredMembers
{
    /// <summary>Modifies the JSON contract of a stored type.</summary>
    public static void Require(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        foreach (var property in type.Properties.Where(property => property.Set is not null))
        {
            if (AbsentMeans(property) is not { } absent)
            {
                property.IsRequired |= property.AssociatedParameter is not { HasDefaultValue: true };
                continue;
            }
            property.IsRequired = false;
            var (earlier, set) = (type.OnDeserializing, property.Set!);
            type.OnDeserializing = read =>
            {
                earlier?.Invoke(read);
                set(read, absent.Value);
            };
        }
    }

    private static AbsentMeansAttribute? AbsentMeans(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(AbsentMeansAttribute), inherit: true)
            .OfType<AbsentMeansAttribute>().FirstOrDefault();
}
