using AdaMHF.Build;
using NativeCompatibility;

if (args.Length != 2)
{
    Console.Error.WriteLine("NativeCompatibility : error : usage: NativeCompatibility <libLibTorchSharp.so> <copy to write>");
    return 2;
}

string library = args[0];
try
{
    byte[] image = File.ReadAllBytes(library);
    MarkerOutcome outcome = StandardLibraryMarker.MakeOptional(image);
    WholeFile.Write(args[1], image);
    if (!outcome.Changed)
    {
        Console.WriteLine($"NativeCompatibility: '{library}' is used as it is: {outcome.Reason}");
    }

    return 0;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    // MSBuild reports a line of this form as an error of its own.
    Console.Error.WriteLine($"NativeCompatibility : error : no copy of '{library}' at '{args[1]}': {exception.Message}");
    return 1;
}
