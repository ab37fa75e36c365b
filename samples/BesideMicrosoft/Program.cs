using BesideMicrosoft;
using Microsoft.ML;

// Microsoft's TorchSharp trainer and ours in one process, each in a pipeline of ML.NET.
var ml = new MLContext(seed: 1);
var result = 0;
#if WITH_MICROSOFT
result = Reports.Run(ml, args);
#else
Console.WriteLine("Microsoft's trainer is not in this build; -p:WithMicrosoftMLTorchSharp=true brings it.");
#endif
Survival.Run(ml);
return result;
