using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdaMHF.Build.Tests;

/// <summary>Where sources let TorchSharp make a Scalar.</summary>
internal static class ScalarUses
{
    /// <summary>A line for each use: file, line, and what is called there.</summary>
    public static IEnumerable<string> In(SourceProject project, SyntaxTree file, ScalarMakers makers)
    {
        var meaning = project.MeaningOf(file);
        return file.GetRoot().DescendantNodes()
            .SelectMany(node => Methods(meaning, node).Where(method => Makes(method, makers)).Select(method => (node, method)))
            .Select(use => Text(file, use.node, use.method))
            .Distinct();
    }

    private static string Text(SyntaxTree file, SyntaxNode node, IMethodSymbol method) =>
        $"{file.FilePath}({file.GetLineSpan(node.Span).StartLinePosition.Line + 1}): {method.ToDisplayString()}";

    private static bool Makes(IMethodSymbol method, ScalarMakers makers)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.ContainingAssembly?.Name == "TorchSharp"
            && (makers.Has(definition.MetadataToken) || (MadeBy(definition) is { } made && makers.HasObjectsOf(made.MetadataToken)));
    }

    private static ITypeSymbol? MadeBy(IMethodSymbol method) =>
        (method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType) is { } type
        && type.ContainingAssembly?.Name == "TorchSharp" ? type.OriginalDefinition : null;

    // Where overloads cannot be told apart, each of them counts.
    private static IEnumerable<IMethodSymbol> Methods(SemanticModel meaning, SyntaxNode node)
    {
        var info = meaning.GetSymbolInfo(node);
        IEnumerable<ISymbol> named = info.Symbol is null ? info.CandidateSymbols : [info.Symbol];
        var methods = named.SelectMany(MethodsOf);
        if (node is not ExpressionSyntax expression) return methods;
        if (meaning.GetConversion(expression).MethodSymbol is { } implicitly) methods = methods.Append(implicitly);
        return expression is CastExpressionSyntax && meaning.GetOperation(expression) is IConversionOperation { OperatorMethod: { } cast }
            ? methods.Append(cast)
            : methods;
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>(),
        _ => [],
    };
}
