using System.Runtime.CompilerServices;

// ML.NET keeps what a savable component needs internal. The compiler sees public copies (see src/Build/PublicReferences); this makes the
// runtime let the same calls through to the original assemblies.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]
