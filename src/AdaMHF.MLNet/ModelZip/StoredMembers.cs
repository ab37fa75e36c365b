using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>
/// Nothing in a stored setting is guessed: a member that is not known is refused, and so is one that lacks, save where <see cref="AbsentMeansAttribute"/> says what its
/// absence means. A parameter with a default value says so by itself.
/// </summary>
internal static class StoredMembers
{
    /// <summary>Modifier of the contract of every stored type.</summary>
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
        property.AttributeProvider?.GetCustomAttributes(typeof(AbsentMeansAttribute), inherit: true).OfType<AbsentMeansAttribute>().FirstOrDefault();
}
