using System.Reflection;

namespace AdaMHF.Slides;

/// <summary>Version of this library.</summary>
internal static class ThisVersion
{
    public static string Text { get; } = typeof(ThisVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
