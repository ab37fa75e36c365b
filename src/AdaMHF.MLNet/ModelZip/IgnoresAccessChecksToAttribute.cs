namespace System.Runtime.CompilerServices;

/// <summary>The runtime honours this attribute by its name; the framework does not declare it.</summary>
/// <param name="assemblyName">Assembly whose internals this one may use.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
