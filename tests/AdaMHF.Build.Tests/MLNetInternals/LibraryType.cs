namespace AdaMHF.Build.Tests;

/// <summary>A type of the libraries that ours is compiled against.</summary>
/// <param name="Assembly">Name of the assembly that defines it.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Access">How it is seen from outside: public, protected, internal ...</param>
/// <param name="BaseType">Full name of its base class, if it has one.</param>
/// <param name="Members">How its methods and fields are seen from outside, by name and parameters.</param>
internal sealed record LibraryType(
    string Assembly, string Name, string Access, string? BaseType, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>Whether another assembly may name it.</summary>
    public bool IsVisible => IsVisibleAccess(Access);

    /// <summary>Whether another assembly may use what has this access.</summary>
    public static bool IsVisibleAccess(string access) => access is "public" or "protected" or "protected internal";
}
